extension SettingsTable {
  /// The settings of tokens, passwords, limits and hooks.
  static let general = #"""
    enabled bool local-only
     = true
    site_url string
     = http://127.0.0.1:3000
     api site_url
     env GOTRUE_SITE_URL
    external_url string toml-not-pushed
     = <api.external_url>/auth/v1
     env API_EXTERNAL_URL over=GOTRUE_API_API_EXTERNAL_URL
    additional_redirect_urls list service=[]
     = ["https://127.0.0.1:3000"]
     api uri_allow_list comma-joined
     env GOTRUE_URI_ALLOW_LIST comma-joined
    jwt_expiry int range=0..604800 hosted=3600
     = 3600
     api jwt_exp seconds
     env GOTRUE_JWT_EXP seconds
    jwt_issuer string toml-not-pushed
     = <auth.external_url>
     env GOTRUE_JWT_ISSUER
    enable_refresh_token_rotation bool service=true hosted=true
     = true
     api refresh_token_rotation_enabled
     env GOTRUE_SECURITY_REFRESH_TOKEN_ROTATION_ENABLED
    refresh_token_reuse_interval int service=0 range=0..2147483647 hosted=10
     = 10
     api security_refresh_token_reuse_interval seconds
     env GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL seconds
    enable_manual_linking bool
     = false
     api security_manual_linking_enabled
     env GOTRUE_SECURITY_MANUAL_LINKING_ENABLED
    enable_signup bool
     = true
     api disable_signup !
     env GOTRUE_DISABLE_SIGNUP !
    enable_anonymous_sign_ins bool
     = false
     api external_anonymous_users_enabled
     env GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED
    minimum_password_length int range=6..32767 hosted=6
     = 6
     api password_min_length
     env GOTRUE_PASSWORD_MIN_LENGTH
    password_requirements enum
     of ,letters_digits,lower_upper_letters_digits,lower_upper_letters_digits_symbols
     api password_required_characters charset-map
     env GOTRUE_PASSWORD_REQUIRED_CHARACTERS charset-map
    signing_keys_path secret
     api signing-keys separate-endpoint
     env GOTRUE_JWT_KEYS json-array-of-jwk
    jwt_secret secret toml-not-pushed
     = super-secret-jwt-token-with-at-least-32-characters-long
     env GOTRUE_JWT_SECRET
    anon_key secret local-only
     = <JWT role=anon signed with jwt_secret>
    service_role_key secret local-only
     = <JWT role=service_role signed with jwt_secret>
    publishable_key secret
     = sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH
     api api-keys separate-endpoint
    secret_key secret
     = <built-in local dev key>
     api api-keys separate-endpoint
    passkey.enabled bool push-only-if-section
     = false
     api passkey_enabled !null
     env GOTRUE_PASSKEY_ENABLED
    passkey.max_passkeys_per_user int no-toml self-host-only
     = 10
     env GOTRUE_PASSKEY_MAX_PASSKEYS_PER_USER
    webauthn.rp_display_name string push-only-if-section
     api webauthn_rp_display_name
     env GOTRUE_WEBAUTHN_RP_DISPLAY_NAME
    webauthn.rp_id string push-only-if-section
     api webauthn_rp_id
     env GOTRUE_WEBAUTHN_RP_ID under=RP_ID
    webauthn.rp_origins list push-only-if-section
     = []
     api webauthn_rp_origins comma-joined
     env GOTRUE_WEBAUTHN_RP_ORIGINS comma-joined
    webauthn.challenge_expiry_duration duration no-toml self-host-only
     = 5m
     env GOTRUE_WEBAUTHN_CHALLENGE_EXPIRY_DURATION go-duration
    rate_limit.email_sent int push-only-if-enabled service=30 range=1..2147483647 hosted=2
     = 2
     api rate_limit_email_sent per-hour
     env GOTRUE_RATE_LIMIT_EMAIL_SENT rate
    rate_limit.sms_sent int range=1..2147483647 hosted=30
     = 30
     api rate_limit_sms_sent per-hour
     env GOTRUE_RATE_LIMIT_SMS_SENT rate
    rate_limit.anonymous_users int range=1..2147483647 hosted=30
     = 30
     api rate_limit_anonymous_users per-hour-per-ip
     env GOTRUE_RATE_LIMIT_ANONYMOUS_USERS
    rate_limit.token_refresh int range=1..2147483647 hosted=150
     = 150
     api rate_limit_token_refresh per-5min-per-ip
     env GOTRUE_RATE_LIMIT_TOKEN_REFRESH
    rate_limit.sign_in_sign_ups int range=1..2147483647 hosted=30
     = 30
     api rate_limit_otp per-5min-per-ip
     env GOTRUE_RATE_LIMIT_OTP
    rate_limit.token_verifications int range=1..2147483647 hosted=30
     = 30
     api rate_limit_verify per-5min-per-ip
     env GOTRUE_RATE_LIMIT_VERIFY
    rate_limit.web3 int range=1..2147483647 hosted=30
     = 30
     api rate_limit_web3 per-5min-per-ip
     env GOTRUE_RATE_LIMIT_WEB3
    rate_limit.sso int no-toml self-host-only
     = 30
     env GOTRUE_RATE_LIMIT_SSO
    rate_limit.passkey int no-toml self-host-only
     = 30
     env GOTRUE_RATE_LIMIT_PASSKEY
    rate_limit.oauth_dynamic_client_register int no-toml self-host-only
     = 10
     env GOTRUE_RATE_LIMIT_O_AUTH_DYNAMIC_CLIENT_REGISTER
    rate_limit.saml_assertion int no-toml self-host-only
     = 15
     env GOTRUE_SAML_RATE_LIMIT_ASSERTION
    rate_limit.mfa_challenge_and_verify int no-toml self-host-only
     = 15
     env GOTRUE_MFA_RATE_LIMIT_CHALLENGE_AND_VERIFY
    rate_limit.header string no-toml self-host-only
     env GOTRUE_RATE_LIMIT_HEADER
    captcha.enabled bool push-only-if-section
     = false
     api security_captcha_enabled
     env GOTRUE_SECURITY_CAPTCHA_ENABLED
    captcha.provider enum push-only-if-enabled service=hcaptcha hosted=hcaptcha
     of hcaptcha,turnstile
     api security_captcha_provider
     env GOTRUE_SECURITY_CAPTCHA_PROVIDER
    captcha.secret secret push-only-if-enabled
     api security_captcha_secret hashed-on-read
     env GOTRUE_SECURITY_CAPTCHA_SECRET
    captcha.timeout duration no-toml self-host-only
     = 10s
     env GOTRUE_SECURITY_CAPTCHA_TIMEOUT go-duration
    hook.mfa_verification_attempt.enabled bool push-only-if-section
     = false
     api hook_mfa_verification_attempt_enabled
     env GOTRUE_HOOK_MFA_VERIFICATION_ATTEMPT_ENABLED
    hook.mfa_verification_attempt.uri string push-only-if-enabled
     api hook_mfa_verification_attempt_uri
     env GOTRUE_HOOK_MFA_VERIFICATION_ATTEMPT_URI
    hook.mfa_verification_attempt.secrets secret push-only-if-enabled
     api hook_mfa_verification_attempt_secrets pipe-joined hashed-on-read
     env GOTRUE_HOOK_MFA_VERIFICATION_ATTEMPT_SECRETS pipe-joined
    hook.password_verification_attempt.enabled bool push-only-if-section
     = false
     api hook_password_verification_attempt_enabled
     env GOTRUE_HOOK_PASSWORD_VERIFICATION_ATTEMPT_ENABLED
    hook.password_verification_attempt.uri string push-only-if-enabled
     api hook_password_verification_attempt_uri
     env GOTRUE_HOOK_PASSWORD_VERIFICATION_ATTEMPT_URI
    hook.password_verification_attempt.secrets secret push-only-if-enabled
     api hook_password_verification_attempt_secrets pipe-joined hashed-on-read
     env GOTRUE_HOOK_PASSWORD_VERIFICATION_ATTEMPT_SECRETS pipe-joined
    hook.custom_access_token.enabled bool push-only-if-section
     = false
     api hook_custom_access_token_enabled
     env GOTRUE_HOOK_CUSTOM_ACCESS_TOKEN_ENABLED
    hook.custom_access_token.uri string push-only-if-enabled
     api hook_custom_access_token_uri
     env GOTRUE_HOOK_CUSTOM_ACCESS_TOKEN_URI
    hook.custom_access_token.secrets secret push-only-if-enabled
     api hook_custom_access_token_secrets pipe-joined hashed-on-read
     env GOTRUE_HOOK_CUSTOM_ACCESS_TOKEN_SECRETS pipe-joined
    hook.send_sms.enabled bool push-only-if-section
     = false
     api hook_send_sms_enabled
     env GOTRUE_HOOK_SEND_SMS_ENABLED
    hook.send_sms.uri string push-only-if-enabled
     api hook_send_sms_uri
     env GOTRUE_HOOK_SEND_SMS_URI
    hook.send_sms.secrets secret push-only-if-enabled
     api hook_send_sms_secrets pipe-joined hashed-on-read
     env GOTRUE_HOOK_SEND_SMS_SECRETS pipe-joined
    hook.send_email.enabled bool push-only-if-section
     = false
     api hook_send_email_enabled
     env GOTRUE_HOOK_SEND_EMAIL_ENABLED
    hook.send_email.uri string push-only-if-enabled
     api hook_send_email_uri
     env GOTRUE_HOOK_SEND_EMAIL_URI
    hook.send_email.secrets secret push-only-if-enabled
     api hook_send_email_secrets pipe-joined hashed-on-read
     env GOTRUE_HOOK_SEND_EMAIL_SECRETS pipe-joined
    hook.before_user_created.enabled bool push-only-if-section
     = false
     api hook_before_user_created_enabled
     env GOTRUE_HOOK_BEFORE_USER_CREATED_ENABLED
    hook.before_user_created.uri string push-only-if-enabled
     api hook_before_user_created_uri
     env GOTRUE_HOOK_BEFORE_USER_CREATED_URI
    hook.before_user_created.secrets secret push-only-if-enabled
     api hook_before_user_created_secrets pipe-joined hashed-on-read
     env GOTRUE_HOOK_BEFORE_USER_CREATED_SECRETS pipe-joined
    hook.after_user_created.enabled bool no-toml
     = false
     api hook_after_user_created_enabled
     env GOTRUE_HOOK_AFTER_USER_CREATED_ENABLED
    hook.after_user_created.uri string no-toml
     api hook_after_user_created_uri
     env GOTRUE_HOOK_AFTER_USER_CREATED_URI
    hook.after_user_created.secrets secret no-toml
     api hook_after_user_created_secrets pipe-joined hashed-on-read
     env GOTRUE_HOOK_AFTER_USER_CREATED_SECRETS pipe-joined
    """#
}
