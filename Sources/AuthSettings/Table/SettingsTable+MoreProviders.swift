extension SettingsTable {
  /// The settings of sign-in providers, L to S.
  static let moreProviders = #"""
    external.linkedin.enabled bool deprecated self-host-only
     = false
     env GOTRUE_EXTERNAL_LINKEDIN_ENABLED
    external.linkedin.client_id string deprecated self-host-only
     env GOTRUE_EXTERNAL_LINKEDIN_CLIENT_ID comma-joined
    external.linkedin.secret secret deprecated self-host-only
     env GOTRUE_EXTERNAL_LINKEDIN_SECRET
    external.linkedin.url string toml-not-pushed deprecated self-host-only
     = https://api.linkedin.com
     env GOTRUE_EXTERNAL_LINKEDIN_URL
    external.linkedin.redirect_uri string toml-not-pushed deprecated self-host-only
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_LINKEDIN_REDIRECT_URI
    external.linkedin.skip_nonce_check bool toml-not-pushed deprecated self-host-only
     = false
     env GOTRUE_EXTERNAL_LINKEDIN_SKIP_NONCE_CHECK
    external.linkedin.email_optional bool toml-not-pushed deprecated self-host-only
     = false
     env GOTRUE_EXTERNAL_LINKEDIN_EMAIL_OPTIONAL
    external.linkedin.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_LINKEDIN_API_URL
    external.linkedin_oidc.enabled bool push-only-if-section
     = false
     api external_linkedin_oidc_enabled
     env GOTRUE_EXTERNAL_LINKEDIN_OIDC_ENABLED
    external.linkedin_oidc.client_id string push-only-if-enabled
     api external_linkedin_oidc_client_id
     env GOTRUE_EXTERNAL_LINKEDIN_OIDC_CLIENT_ID comma-joined
    external.linkedin_oidc.secret secret push-only-if-enabled
     api external_linkedin_oidc_secret hashed-on-read
     env GOTRUE_EXTERNAL_LINKEDIN_OIDC_SECRET
    external.linkedin_oidc.url string toml-not-pushed
     = https://api.linkedin.com
     env GOTRUE_EXTERNAL_LINKEDIN_OIDC_URL
    external.linkedin_oidc.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_LINKEDIN_OIDC_REDIRECT_URI
    external.linkedin_oidc.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_LINKEDIN_OIDC_SKIP_NONCE_CHECK
    external.linkedin_oidc.email_optional bool push-only-if-enabled
     = false
     api external_linkedin_oidc_email_optional
     env GOTRUE_EXTERNAL_LINKEDIN_OIDC_EMAIL_OPTIONAL
    external.linkedin_oidc.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_LINKEDIN_OIDC_API_URL
    external.notion.enabled bool push-only-if-section
     = false
     api external_notion_enabled
     env GOTRUE_EXTERNAL_NOTION_ENABLED
    external.notion.client_id string push-only-if-enabled
     api external_notion_client_id
     env GOTRUE_EXTERNAL_NOTION_CLIENT_ID comma-joined
    external.notion.secret secret push-only-if-enabled
     api external_notion_secret hashed-on-read
     env GOTRUE_EXTERNAL_NOTION_SECRET
    external.notion.url string toml-not-pushed
     = https://api.notion.com
     env GOTRUE_EXTERNAL_NOTION_URL
    external.notion.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_NOTION_REDIRECT_URI
    external.notion.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_NOTION_SKIP_NONCE_CHECK
    external.notion.email_optional bool push-only-if-enabled
     = false
     api external_notion_email_optional
     env GOTRUE_EXTERNAL_NOTION_EMAIL_OPTIONAL
    external.notion.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_NOTION_API_URL
    external.slack.enabled bool deprecated
     = false
     api external_slack_enabled
     env GOTRUE_EXTERNAL_SLACK_ENABLED
    external.slack.client_id string deprecated
     api external_slack_client_id
     env GOTRUE_EXTERNAL_SLACK_CLIENT_ID comma-joined
    external.slack.secret secret deprecated
     api external_slack_secret hashed-on-read
     env GOTRUE_EXTERNAL_SLACK_SECRET
    external.slack.url string toml-not-pushed deprecated
     = https://slack.com
     env GOTRUE_EXTERNAL_SLACK_URL
    external.slack.redirect_uri string toml-not-pushed deprecated
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_SLACK_REDIRECT_URI
    external.slack.skip_nonce_check bool toml-not-pushed deprecated
     = false
     env GOTRUE_EXTERNAL_SLACK_SKIP_NONCE_CHECK
    external.slack.email_optional bool toml-not-pushed deprecated
     = false
     api external_slack_email_optional
     env GOTRUE_EXTERNAL_SLACK_EMAIL_OPTIONAL
    external.slack.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_SLACK_API_URL
    external.slack_oidc.enabled bool push-only-if-section
     = false
     api external_slack_oidc_enabled
     env GOTRUE_EXTERNAL_SLACK_OIDC_ENABLED
    external.slack_oidc.client_id string push-only-if-enabled
     api external_slack_oidc_client_id
     env GOTRUE_EXTERNAL_SLACK_OIDC_CLIENT_ID comma-joined
    external.slack_oidc.secret secret push-only-if-enabled
     api external_slack_oidc_secret hashed-on-read
     env GOTRUE_EXTERNAL_SLACK_OIDC_SECRET
    external.slack_oidc.url string toml-not-pushed
     = https://slack.com
     env GOTRUE_EXTERNAL_SLACK_OIDC_URL
    external.slack_oidc.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_SLACK_OIDC_REDIRECT_URI
    external.slack_oidc.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_SLACK_OIDC_SKIP_NONCE_CHECK
    external.slack_oidc.email_optional bool push-only-if-enabled
     = false
     api external_slack_oidc_email_optional
     env GOTRUE_EXTERNAL_SLACK_OIDC_EMAIL_OPTIONAL
    external.slack_oidc.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_SLACK_OIDC_API_URL
    external.snapchat.enabled bool self-host-only
     = false
     env GOTRUE_EXTERNAL_SNAPCHAT_ENABLED
    external.snapchat.client_id string self-host-only
     env GOTRUE_EXTERNAL_SNAPCHAT_CLIENT_ID comma-joined
    external.snapchat.secret secret self-host-only
     env GOTRUE_EXTERNAL_SNAPCHAT_SECRET
    external.snapchat.url string toml-not-pushed self-host-only
     = https://accounts.snapchat.com
     env GOTRUE_EXTERNAL_SNAPCHAT_URL
    external.snapchat.redirect_uri string toml-not-pushed self-host-only
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_SNAPCHAT_REDIRECT_URI
    external.snapchat.skip_nonce_check bool toml-not-pushed self-host-only
     = false
     env GOTRUE_EXTERNAL_SNAPCHAT_SKIP_NONCE_CHECK
    external.snapchat.email_optional bool toml-not-pushed self-host-only
     = false
     env GOTRUE_EXTERNAL_SNAPCHAT_EMAIL_OPTIONAL
    external.snapchat.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_SNAPCHAT_API_URL
    external.spotify.enabled bool push-only-if-section
     = false
     api external_spotify_enabled
     env GOTRUE_EXTERNAL_SPOTIFY_ENABLED
    external.spotify.client_id string push-only-if-enabled
     api external_spotify_client_id
     env GOTRUE_EXTERNAL_SPOTIFY_CLIENT_ID comma-joined
    external.spotify.secret secret push-only-if-enabled
     api external_spotify_secret hashed-on-read
     env GOTRUE_EXTERNAL_SPOTIFY_SECRET
    external.spotify.url string toml-not-pushed
     = https://accounts.spotify.com
     env GOTRUE_EXTERNAL_SPOTIFY_URL
    external.spotify.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_SPOTIFY_REDIRECT_URI
    external.spotify.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_SPOTIFY_SKIP_NONCE_CHECK
    external.spotify.email_optional bool push-only-if-enabled
     = false
     api external_spotify_email_optional
     env GOTRUE_EXTERNAL_SPOTIFY_EMAIL_OPTIONAL
    external.spotify.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_SPOTIFY_API_URL
    external.redirect_url string no-toml self-host-only
     env GOTRUE_EXTERNAL_REDIRECTURL
    external.oidc_provider_cache_ttl duration no-toml self-host-only
     = 1h
     env GOTRUE_EXTERNAL_OIDC_PROVIDER_CACHE_TTL go-duration
    """#
}
