extension SettingsTable {
  /// The settings of sign-in providers, A to K.
  static let providers = #"""
    external.apple.enabled bool push-only-if-section
     = false
     api external_apple_enabled
     env GOTRUE_EXTERNAL_APPLE_ENABLED
    external.apple.client_id string push-only-if-enabled
     api external_apple_client_id comma-joined
     env GOTRUE_EXTERNAL_APPLE_CLIENT_ID comma-joined
    external.apple.additional_client_ids list no-toml
     = []
     api external_apple_additional_client_ids comma-joined
     env GOTRUE_EXTERNAL_APPLE_CLIENT_ID rest-of-comma-list
    external.apple.secret secret push-only-if-enabled
     api external_apple_secret hashed-on-read
     env GOTRUE_EXTERNAL_APPLE_SECRET
    external.apple.url string toml-not-pushed
     env GOTRUE_EXTERNAL_APPLE_URL
    external.apple.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_APPLE_REDIRECT_URI
    external.apple.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_APPLE_SKIP_NONCE_CHECK
    external.apple.email_optional bool push-only-if-enabled
     = false
     api external_apple_email_optional
     env GOTRUE_EXTERNAL_APPLE_EMAIL_OPTIONAL
    external.apple.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_APPLE_API_URL
    external.azure.enabled bool push-only-if-section
     = false
     api external_azure_enabled
     env GOTRUE_EXTERNAL_AZURE_ENABLED
    external.azure.client_id string push-only-if-enabled
     api external_azure_client_id
     env GOTRUE_EXTERNAL_AZURE_CLIENT_ID comma-joined
    external.azure.secret secret push-only-if-enabled
     api external_azure_secret hashed-on-read
     env GOTRUE_EXTERNAL_AZURE_SECRET
    external.azure.url string push-only-if-enabled
     = https://login.microsoftonline.com/common
     api external_azure_url
     env GOTRUE_EXTERNAL_AZURE_URL
    external.azure.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_AZURE_REDIRECT_URI
    external.azure.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_AZURE_SKIP_NONCE_CHECK
    external.azure.email_optional bool push-only-if-enabled
     = false
     api external_azure_email_optional
     env GOTRUE_EXTERNAL_AZURE_EMAIL_OPTIONAL
    external.azure.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_AZURE_API_URL
    external.bitbucket.enabled bool push-only-if-section
     = false
     api external_bitbucket_enabled
     env GOTRUE_EXTERNAL_BITBUCKET_ENABLED
    external.bitbucket.client_id string push-only-if-enabled
     api external_bitbucket_client_id
     env GOTRUE_EXTERNAL_BITBUCKET_CLIENT_ID comma-joined
    external.bitbucket.secret secret push-only-if-enabled
     api external_bitbucket_secret hashed-on-read
     env GOTRUE_EXTERNAL_BITBUCKET_SECRET
    external.bitbucket.url string toml-not-pushed
     = https://bitbucket.org
     env GOTRUE_EXTERNAL_BITBUCKET_URL
    external.bitbucket.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_BITBUCKET_REDIRECT_URI
    external.bitbucket.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_BITBUCKET_SKIP_NONCE_CHECK
    external.bitbucket.email_optional bool push-only-if-enabled
     = false
     api external_bitbucket_email_optional
     env GOTRUE_EXTERNAL_BITBUCKET_EMAIL_OPTIONAL
    external.bitbucket.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_BITBUCKET_API_URL
    external.discord.enabled bool push-only-if-section
     = false
     api external_discord_enabled
     env GOTRUE_EXTERNAL_DISCORD_ENABLED
    external.discord.client_id string push-only-if-enabled
     api external_discord_client_id
     env GOTRUE_EXTERNAL_DISCORD_CLIENT_ID comma-joined
    external.discord.secret secret push-only-if-enabled
     api external_discord_secret hashed-on-read
     env GOTRUE_EXTERNAL_DISCORD_SECRET
    external.discord.url string toml-not-pushed
     = https://discord.com
     env GOTRUE_EXTERNAL_DISCORD_URL
    external.discord.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_DISCORD_REDIRECT_URI
    external.discord.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_DISCORD_SKIP_NONCE_CHECK
    external.discord.email_optional bool push-only-if-enabled
     = false
     api external_discord_email_optional
     env GOTRUE_EXTERNAL_DISCORD_EMAIL_OPTIONAL
    external.discord.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_DISCORD_API_URL
    external.facebook.enabled bool push-only-if-section
     = false
     api external_facebook_enabled
     env GOTRUE_EXTERNAL_FACEBOOK_ENABLED
    external.facebook.client_id string push-only-if-enabled
     api external_facebook_client_id
     env GOTRUE_EXTERNAL_FACEBOOK_CLIENT_ID comma-joined
    external.facebook.secret secret push-only-if-enabled
     api external_facebook_secret hashed-on-read
     env GOTRUE_EXTERNAL_FACEBOOK_SECRET
    external.facebook.url string toml-not-pushed
     = https://www.facebook.com
     env GOTRUE_EXTERNAL_FACEBOOK_URL
    external.facebook.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_FACEBOOK_REDIRECT_URI
    external.facebook.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_FACEBOOK_SKIP_NONCE_CHECK
    external.facebook.email_optional bool push-only-if-enabled
     = false
     api external_facebook_email_optional
     env GOTRUE_EXTERNAL_FACEBOOK_EMAIL_OPTIONAL
    external.facebook.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_FACEBOOK_API_URL
    external.figma.enabled bool push-only-if-section
     = false
     api external_figma_enabled
     env GOTRUE_EXTERNAL_FIGMA_ENABLED
    external.figma.client_id string push-only-if-enabled
     api external_figma_client_id
     env GOTRUE_EXTERNAL_FIGMA_CLIENT_ID comma-joined
    external.figma.secret secret push-only-if-enabled
     api external_figma_secret hashed-on-read
     env GOTRUE_EXTERNAL_FIGMA_SECRET
    external.figma.url string toml-not-pushed
     = https://www.figma.com
     env GOTRUE_EXTERNAL_FIGMA_URL
    external.figma.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_FIGMA_REDIRECT_URI
    external.figma.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_FIGMA_SKIP_NONCE_CHECK
    external.figma.email_optional bool push-only-if-enabled
     = false
     api external_figma_email_optional
     env GOTRUE_EXTERNAL_FIGMA_EMAIL_OPTIONAL
    external.figma.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_FIGMA_API_URL
    external.fly.enabled bool self-host-only
     = false
     env GOTRUE_EXTERNAL_FLY_ENABLED
    external.fly.client_id string self-host-only
     env GOTRUE_EXTERNAL_FLY_CLIENT_ID comma-joined
    external.fly.secret secret self-host-only
     env GOTRUE_EXTERNAL_FLY_SECRET
    external.fly.url string toml-not-pushed self-host-only
     = https://api.fly.io
     env GOTRUE_EXTERNAL_FLY_URL
    external.fly.redirect_uri string toml-not-pushed self-host-only
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_FLY_REDIRECT_URI
    external.fly.skip_nonce_check bool toml-not-pushed self-host-only
     = false
     env GOTRUE_EXTERNAL_FLY_SKIP_NONCE_CHECK
    external.fly.email_optional bool toml-not-pushed self-host-only
     = false
     env GOTRUE_EXTERNAL_FLY_EMAIL_OPTIONAL
    external.fly.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_FLY_API_URL
    external.github.enabled bool push-only-if-section
     = false
     api external_github_enabled
     env GOTRUE_EXTERNAL_GITHUB_ENABLED
    external.github.client_id string push-only-if-enabled
     api external_github_client_id
     env GOTRUE_EXTERNAL_GITHUB_CLIENT_ID comma-joined
    external.github.secret secret push-only-if-enabled
     api external_github_secret hashed-on-read
     env GOTRUE_EXTERNAL_GITHUB_SECRET
    external.github.url string toml-not-pushed
     = https://github.com
     env GOTRUE_EXTERNAL_GITHUB_URL
    external.github.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_GITHUB_REDIRECT_URI
    external.github.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_GITHUB_SKIP_NONCE_CHECK
    external.github.email_optional bool push-only-if-enabled
     = false
     api external_github_email_optional
     env GOTRUE_EXTERNAL_GITHUB_EMAIL_OPTIONAL
    external.github.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_GITHUB_API_URL
    external.gitlab.enabled bool push-only-if-section
     = false
     api external_gitlab_enabled
     env GOTRUE_EXTERNAL_GITLAB_ENABLED
    external.gitlab.client_id string push-only-if-enabled
     api external_gitlab_client_id
     env GOTRUE_EXTERNAL_GITLAB_CLIENT_ID comma-joined
    external.gitlab.secret secret push-only-if-enabled
     api external_gitlab_secret hashed-on-read
     env GOTRUE_EXTERNAL_GITLAB_SECRET
    external.gitlab.url string push-only-if-enabled
     = https://gitlab.com
     api external_gitlab_url
     env GOTRUE_EXTERNAL_GITLAB_URL
    external.gitlab.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_GITLAB_REDIRECT_URI
    external.gitlab.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_GITLAB_SKIP_NONCE_CHECK
    external.gitlab.email_optional bool push-only-if-enabled
     = false
     api external_gitlab_email_optional
     env GOTRUE_EXTERNAL_GITLAB_EMAIL_OPTIONAL
    external.gitlab.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_GITLAB_API_URL
    external.google.enabled bool push-only-if-section
     = false
     api external_google_enabled
     env GOTRUE_EXTERNAL_GOOGLE_ENABLED
    external.google.client_id string push-only-if-enabled
     api external_google_client_id comma-joined
     env GOTRUE_EXTERNAL_GOOGLE_CLIENT_ID comma-joined
    external.google.additional_client_ids list no-toml
     = []
     api external_google_additional_client_ids comma-joined
     env GOTRUE_EXTERNAL_GOOGLE_CLIENT_ID rest-of-comma-list
    external.google.secret secret push-only-if-enabled
     api external_google_secret hashed-on-read
     env GOTRUE_EXTERNAL_GOOGLE_SECRET
    external.google.url string toml-not-pushed
     env GOTRUE_EXTERNAL_GOOGLE_URL
    external.google.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_GOOGLE_REDIRECT_URI
    external.google.skip_nonce_check bool push-only-if-enabled
     = false
     api external_google_skip_nonce_check
     env GOTRUE_EXTERNAL_GOOGLE_SKIP_NONCE_CHECK
    external.google.email_optional bool push-only-if-enabled
     = false
     api external_google_email_optional
     env GOTRUE_EXTERNAL_GOOGLE_EMAIL_OPTIONAL
    external.google.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_GOOGLE_API_URL
    external.kakao.enabled bool push-only-if-section
     = false
     api external_kakao_enabled
     env GOTRUE_EXTERNAL_KAKAO_ENABLED
    external.kakao.client_id string push-only-if-enabled
     api external_kakao_client_id
     env GOTRUE_EXTERNAL_KAKAO_CLIENT_ID comma-joined
    external.kakao.secret secret push-only-if-enabled
     api external_kakao_secret hashed-on-read
     env GOTRUE_EXTERNAL_KAKAO_SECRET
    external.kakao.url string toml-not-pushed
     = https://kauth.kakao.com
     env GOTRUE_EXTERNAL_KAKAO_URL
    external.kakao.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_KAKAO_REDIRECT_URI
    external.kakao.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_KAKAO_SKIP_NONCE_CHECK
    external.kakao.email_optional bool push-only-if-enabled
     = false
     api external_kakao_email_optional
     env GOTRUE_EXTERNAL_KAKAO_EMAIL_OPTIONAL
    external.kakao.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_KAKAO_API_URL
    external.keycloak.enabled bool push-only-if-section
     = false
     api external_keycloak_enabled
     env GOTRUE_EXTERNAL_KEYCLOAK_ENABLED
    external.keycloak.client_id string push-only-if-enabled
     api external_keycloak_client_id
     env GOTRUE_EXTERNAL_KEYCLOAK_CLIENT_ID comma-joined
    external.keycloak.secret secret push-only-if-enabled
     api external_keycloak_secret hashed-on-read
     env GOTRUE_EXTERNAL_KEYCLOAK_SECRET
    external.keycloak.url string push-only-if-enabled
     api external_keycloak_url
     env GOTRUE_EXTERNAL_KEYCLOAK_URL
    external.keycloak.redirect_uri string toml-not-pushed
     = <jwt_issuer>/callback
     env GOTRUE_EXTERNAL_KEYCLOAK_REDIRECT_URI
    external.keycloak.skip_nonce_check bool toml-not-pushed
     = false
     env GOTRUE_EXTERNAL_KEYCLOAK_SKIP_NONCE_CHECK
    external.keycloak.email_optional bool push-only-if-enabled
     = false
     api external_keycloak_email_optional
     env GOTRUE_EXTERNAL_KEYCLOAK_EMAIL_OPTIONAL
    external.keycloak.api_url string no-toml self-host-only unused
     env GOTRUE_EXTERNAL_KEYCLOAK_API_URL
    external.ios_bundle_id string no-toml self-host-only
     env GOTRUE_EXTERNAL_IOS_BUNDLE_ID
    external.allowed_id_token_issuers list no-toml self-host-only
     = ["https://appleid.apple.com","https://accounts.google.com"]
     env GOTRUE_EXTERNAL_ALLOWED_ID_TOKEN_ISSUERS comma-joined
    external.flow_state_expiry_duration duration no-toml self-host-only
     = 5m
     env GOTRUE_EXTERNAL_FLOW_STATE_EXPIRY_DURATION go-duration
    """#
}
