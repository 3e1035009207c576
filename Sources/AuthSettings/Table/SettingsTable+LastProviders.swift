extension SettingsTable {
  /// The settings of sign-in providers, T to Z.
  static let lastProviders = #"""
    external.twitch.enabled bool push-only-if-section
     = false
     api external_twitch_enabled
     env GOTRUE_EXTERNAL_TWITCH_ENABLED
    external.twitch.client_id string push-only-if-enabled
     api external_twitch_client_id
     env GOTRUE_EXTERNAL_TWITCH_CLIENT_ID comma-joined
    external.twitch.secret secret push-only-if-enabled
     api external_twitch_secret hashed-on-read
     env GOTRUE_EXTERNAL_TWITCH_SECRET
    external.twitch.url string toml-not-pushed
     = https://id.twitch.tv
     env GOTRUE_EXTERNAL_TWITCH_URL
    external.twitch.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_TWITCH_REDIRECT_URI
    external.twitch.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_TWITCH_SKIP_NONCE_CHECK
    external.twitch.email_optional bool push-only-if-enabled
     = false
     api external_twitch_email_optional
     env GOTRUE_EXTERNAL_TWITCH_EMAIL_OPTIONAL
    external.twitch.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_TWITCH_API_URL
    external.twitter.enabled bool push-only-if-section
     = false
     api external_twitter_enabled
     env GOTRUE_EXTERNAL_TWITTER_ENABLED
    external.twitter.client_id string push-only-if-enabled
     api external_twitter_client_id
     env GOTRUE_EXTERNAL_TWITTER_CLIENT_ID comma-joined
    external.twitter.secret secret push-only-if-enabled
     api external_twitter_secret hashed-on-read
     env GOTRUE_EXTERNAL_TWITTER_SECRET
    external.twitter.url string toml-not-pushed
     = https://api.twitter.com
     env GOTRUE_EXTERNAL_TWITTER_URL
    external.twitter.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_TWITTER_REDIRECT_URI
    external.twitter.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_TWITTER_SKIP_NONCE_CHECK
    external.twitter.email_optional bool push-only-if-enabled
     = false
     api external_twitter_email_optional
     env GOTRUE_EXTERNAL_TWITTER_EMAIL_OPTIONAL
    external.twitter.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_TWITTER_API_URL
    external.vercel_marketplace.enabled bool self-host-only
     = false
     env GOTRUE_EXTERNAL_VERCEL_MARKETPLACE_ENABLED
    external.vercel_marketplace.client_id string self-host-only
     env GOTRUE_EXTERNAL_VERCEL_MARKETPLACE_CLIENT_ID comma-joined
    external.vercel_marketplace.secret secret self-host-only
     env GOTRUE_EXTERNAL_VERCEL_MARKETPLACE_SECRET
    external.vercel_marketplace.url string toml-not-pushed self-host-only
     = https://api.vercel.com
     env GOTRUE_EXTERNAL_VERCEL_MARKETPLACE_URL
    external.vercel_marketplace.redirect_uri string toml-not-pushed self-host-only
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_VERCEL_MARKETPLACE_REDIRECT_URI
    external.vercel_marketplace.skip_nonce_check bool toml-not-pushed self-host-only
     = false
     env GOTRUE_EXTERNAL_VERCEL_MARKETPLACE_SKIP_NONCE_CHECK
    external.vercel_marketplace.email_optional bool toml-not-pushed self-host-only
     = false
     env GOTRUE_EXTERNAL_VERCEL_MARKETPLACE_EMAIL_OPTIONAL
    external.vercel_marketplace.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_VERCEL_MARKETPLACE_API_URL
    external.workos.enabled bool push-only-if-section
     = false
     api external_workos_enabled
     env GOTRUE_EXTERNAL_WORKOS_ENABLED
    external.workos.client_id string push-only-if-enabled
     api external_workos_client_id
     env GOTRUE_EXTERNAL_WORKOS_CLIENT_ID comma-joined
    external.workos.secret secret push-only-if-enabled
     api external_workos_secret hashed-on-read
     env GOTRUE_EXTERNAL_WORKOS_SECRET
    external.workos.url string push-only-if-enabled
     = https://api.workos.com
     api external_workos_url
     env GOTRUE_EXTERNAL_WORKOS_URL
    external.workos.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_WORKOS_REDIRECT_URI
    external.workos.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_WORKOS_SKIP_NONCE_CHECK
    external.workos.email_optional bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_WORKOS_EMAIL_OPTIONAL
    external.workos.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_WORKOS_API_URL
    external.x.enabled bool push-only-if-section
     = false
     api external_x_enabled
     env GOTRUE_EXTERNAL_X_ENABLED
    external.x.client_id string push-only-if-enabled
     api external_x_client_id
     env GOTRUE_EXTERNAL_X_CLIENT_ID comma-joined
    external.x.secret secret push-only-if-enabled
     api external_x_secret hashed-on-read
     env GOTRUE_EXTERNAL_X_SECRET
    external.x.url string toml-not-pushed
     = https://x.com
     env GOTRUE_EXTERNAL_X_URL
    external.x.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_X_REDIRECT_URI
    external.x.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_X_SKIP_NONCE_CHECK
    external.x.email_optional bool push-only-if-enabled
     = false
     api external_x_email_optional
     env GOTRUE_EXTERNAL_X_EMAIL_OPTIONAL
    external.x.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_X_API_URL
    external.zoom.enabled bool push-only-if-section
     = false
     api external_zoom_enabled
     env GOTRUE_EXTERNAL_ZOOM_ENABLED
    external.zoom.client_id string push-only-if-enabled
     api external_zoom_client_id
     env GOTRUE_EXTERNAL_ZOOM_CLIENT_ID comma-joined
    external.zoom.secret secret push-only-if-enabled
     api external_zoom_secret hashed-on-read
     env GOTRUE_EXTERNAL_ZOOM_SECRET
    external.zoom.url string toml-not-pushed
     = https://zoom.us
     env GOTRUE_EXTERNAL_ZOOM_URL
    external.zoom.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_ZOOM_REDIRECT_URI
    external.zoom.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_ZOOM_SKIP_NONCE_CHECK
    external.zoom.email_optional bool push-only-if-enabled
     = false
     api external_zoom_email_optional
     env GOTRUE_EXTERNAL_ZOOM_EMAIL_OPTIONAL
    external.zoom.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_ZOOM_API_URL
    """#
}
