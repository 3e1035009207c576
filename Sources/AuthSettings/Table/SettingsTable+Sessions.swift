extension SettingsTable {
  /// The settings of factors, sessions, third parties and keys.
  static let sessions = #"""
    mfa.max_enrolled_factors int range=0..2147483647 hosted=10
     = 10
     api mfa_max_enrolled_factors
     env GOTRUE_MFA_MAX_ENROLLED_FACTORS
    mfa.max_verified_factors int no-toml self-host-only
     = 10
     env GOTRUE_MFA_MAX_VERIFIED_FACTORS
    mfa.challenge_expiry_duration int no-toml self-host-only
     = 300
     env GOTRUE_MFA_CHALLENGE_EXPIRY_DURATION seconds
    mfa.factor_expiry_duration duration no-toml self-host-only
     = 5m
     env GOTRUE_MFA_FACTOR_EXPIRY_DURATION go-duration
    mfa.totp.enroll_enabled bool service=true hosted=true
     = false
     api mfa_totp_enroll_enabled
     env GOTRUE_MFA_TOTP_ENROLL_ENABLED
    mfa.totp.verify_enabled bool service=true hosted=true
     = false
     api mfa_totp_verify_enabled
     env GOTRUE_MFA_TOTP_VERIFY_ENABLED
    mfa.phone.enroll_enabled bool
     = false
     api mfa_phone_enroll_enabled
     env GOTRUE_MFA_PHONE_ENROLL_ENABLED
    mfa.phone.verify_enabled bool
     = false
     api mfa_phone_verify_enabled
     env GOTRUE_MFA_PHONE_VERIFY_ENABLED
    mfa.phone.otp_length int range=0..32767 hosted=6
     = 6
     api mfa_phone_otp_length
     env GOTRUE_MFA_PHONE_OTP_LENGTH
    mfa.phone.template template
     = Your code is {{ .Code }}
     api mfa_phone_template inline
     env GOTRUE_MFA_PHONE_TEMPLATE inline
    mfa.phone.max_frequency duration service=1m range=0..32767 hosted=5
     = 5s
     api mfa_phone_max_frequency seconds
     env GOTRUE_MFA_PHONE_MAX_FREQUENCY go-duration
    mfa.web_authn.enroll_enabled bool
     = false
     api mfa_web_authn_enroll_enabled
     env GOTRUE_MFA_WEB_AUTHN_ENROLL_ENABLED
    mfa.web_authn.verify_enabled bool
     = false
     api mfa_web_authn_verify_enabled
     env GOTRUE_MFA_WEB_AUTHN_VERIFY_ENABLED
    mfa.allow_low_aal bool no-toml undocumented
     api mfa_allow_low_aal !null
    sessions.timebox duration hosted=0
     = 0s
     api sessions_timebox hours
     env GOTRUE_SESSIONS_TIMEBOX go-duration
    sessions.inactivity_timeout duration hosted=0
     = 0s
     api sessions_inactivity_timeout hours
     env GOTRUE_SESSIONS_INACTIVITY_TIMEOUT go-duration
    sessions.single_per_user bool no-toml
     = false
     api sessions_single_per_user
     env GOTRUE_SESSIONS_SINGLE_PER_USER
    sessions.tags list no-toml
     = []
     api sessions_tags comma-joined
     env GOTRUE_SESSIONS_TAGS comma-joined
    sessions.allow_low_aal duration no-toml self-host-only
     env GOTRUE_SESSIONS_ALLOW_LOW_AAL go-duration
    nimbus_oauth.client_id string no-toml hosted-only
     api nimbus_oauth_client_id
    nimbus_oauth.client_secret secret no-toml hosted-only
     api nimbus_oauth_client_secret hashed-on-read
    nimbus_oauth.email_optional bool no-toml hosted-only read-only
     api nimbus_oauth_email_optional
    custom_oauth.enabled bool no-toml
     = true
     api custom_oauth_enabled !null
     env GOTRUE_CUSTOM_OAUTH_ENABLED
    custom_oauth.max_providers int no-toml read-only hosted=3
     = 0
     api custom_oauth_max_providers !null
     env GOTRUE_CUSTOM_OAUTH_MAX_PROVIDERS
    custom_oauth.external_url string no-toml self-host-only
     env GOTRUE_CUSTOM_OAUTH_EXTERNAL_URL
    web3.solana.enabled bool
     = false
     api external_web3_solana_enabled
     env GOTRUE_EXTERNAL_WEB3_SOLANA_ENABLED
    web3.solana.maximum_validity_duration duration no-toml self-host-only
     = 10m
     env GOTRUE_EXTERNAL_WEB3_SOLANA_MAXIMUM_VALIDITY_DURATION go-duration
    web3.ethereum.enabled bool
     = false
     api external_web3_ethereum_enabled
     env GOTRUE_EXTERNAL_WEB3_ETHEREUM_ENABLED
    web3.ethereum.maximum_validity_duration duration no-toml self-host-only
     = 10m
     env GOTRUE_EXTERNAL_WEB3_ETHEREUM_MAXIMUM_VALIDITY_DURATION go-duration
    oauth_server.enabled bool toml-not-pushed
     = false
     api oauth_server_enabled
     env GOTRUE_OAUTH_SERVER_ENABLED
    oauth_server.authorization_url_path string toml-not-pushed service=
     = /oauth/consent
     api oauth_server_authorization_path
     env GOTRUE_OAUTH_SERVER_AUTHORIZATION_PATH
    oauth_server.allow_dynamic_registration bool toml-not-pushed
     = false
     api oauth_server_allow_dynamic_registration
     env GOTRUE_OAUTH_SERVER_ALLOW_DYNAMIC_REGISTRATION
    oauth_server.authorization_ttl duration no-toml self-host-only
     = 10m
     env GOTRUE_OAUTH_SERVER_AUTHORIZATION_TTL go-duration
    oauth_server.default_scope string no-toml self-host-only
     = email
     env GOTRUE_OAUTH_SERVER_DEFAULT_SCOPE
    third_party.firebase.enabled bool toml-not-pushed
     = false
     api third-party-auth separate-endpoint !null
    third_party.firebase.project_id string toml-not-pushed
     api third-party-auth separate-endpoint oidc_issuer_url !null
    third_party.auth0.enabled bool toml-not-pushed
     = false
     api third-party-auth separate-endpoint !null
    third_party.auth0.tenant string toml-not-pushed
     api third-party-auth separate-endpoint oidc_issuer_url !null
    third_party.auth0.tenant_region string toml-not-pushed
     api third-party-auth separate-endpoint oidc_issuer_url !null
    third_party.aws_cognito.enabled bool toml-not-pushed
     = false
     api third-party-auth separate-endpoint !null
    third_party.aws_cognito.user_pool_id string toml-not-pushed
     api third-party-auth separate-endpoint oidc_issuer_url !null
    third_party.aws_cognito.user_pool_region string toml-not-pushed
     api third-party-auth separate-endpoint oidc_issuer_url !null
    third_party.clerk.enabled bool toml-not-pushed
     = false
     api third-party-auth separate-endpoint !null
    third_party.clerk.domain string toml-not-pushed
     api third-party-auth separate-endpoint oidc_issuer_url !null
    third_party.workos.enabled bool toml-not-pushed
     = false
     api third-party-auth separate-endpoint !null
    third_party.workos.issuer_url string toml-not-pushed
     api third-party-auth separate-endpoint oidc_issuer_url !null
    saml.enabled bool no-toml
     = false
     api saml_enabled
     env GOTRUE_SAML_ENABLED
    saml.external_url string no-toml
     api saml_external_url
     env GOTRUE_SAML_EXTERNAL_URL
    saml.allow_encrypted_assertions bool no-toml read-only
     = false
     api saml_allow_encrypted_assertions
     env GOTRUE_SAML_ALLOW_ENCRYPTED_ASSERTIONS
    saml.private_key secret no-toml self-host-only
     env GOTRUE_SAML_PRIVATE_KEY base64-pkcs1-der
    saml.private_key_next secret no-toml self-host-only
     env GOTRUE_SAML_PRIVATE_KEY_NEXT base64-pkcs1-der
    saml.relay_state_validity_period duration no-toml self-host-only
     = 2m
     env GOTRUE_SAML_RELAY_STATE_VALIDITY_PERIOD go-duration
    password.hibp_enabled bool no-toml
     = false
     api password_hibp_enabled
     env GOTRUE_PASSWORD_HIBP_ENABLED
    password.hibp_fail_closed bool no-toml self-host-only
     = false
     env GOTRUE_PASSWORD_HIBP_FAIL_CLOSED
    password.hibp_user_agent string no-toml self-host-only
     = https://github.com/supabase/gotrue
     env GOTRUE_PASSWORD_HIBP_USER_AGENT
    password.hibp_bloom_enabled bool no-toml self-host-only
     = false
     env GOTRUE_PASSWORD_HIBP_BLOOM_ENABLED
    password.hibp_bloom_items int no-toml self-host-only
     = 100000
     env GOTRUE_PASSWORD_HIBP_BLOOM_ITEMS
    password.hibp_bloom_false_positives float no-toml self-host-only
     = 0.0000099
     env GOTRUE_PASSWORD_HIBP_BLOOM_FALSE_POSITIVES
    security.sb_forwarded_for_enabled bool no-toml
     = false
     api security_sb_forwarded_for_enabled
     env GOTRUE_SECURITY_SB_FORWARDED_FOR_ENABLED
    security.refresh_token_algorithm_version int no-toml self-host-only range=0..2
     = 0
     env GOTRUE_SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION
    security.refresh_token_upgrade_percentage int no-toml self-host-only range=0..100
     = 0
     env GOTRUE_SECURITY_REFRESH_TOKEN_UPGRADE_PERCENTAGE
    security.refresh_token_allow_reuse bool no-toml self-host-only
     = false
     env GOTRUE_SECURITY_REFRESH_TOKEN_ALLOW_REUSE
    security.db_encryption.encrypt bool no-toml self-host-only
     = false
     env GOTRUE_SECURITY_DB_ENCRYPTION_ENCRYPT
    security.db_encryption.encryption_key_id string no-toml self-host-only
     env GOTRUE_SECURITY_DB_ENCRYPTION_ENCRYPTION_KEY_ID
    security.db_encryption.encryption_key secret no-toml self-host-only
     env GOTRUE_SECURITY_DB_ENCRYPTION_ENCRYPTION_KEY
    security.db_encryption.decryption_keys secret no-toml self-host-only
     env GOTRUE_SECURITY_DB_ENCRYPTION_DECRYPTION_KEYS k:v,comma
    jwt.aud string no-toml self-host-only
     env GOTRUE_JWT_AUD
    jwt.admin_roles list no-toml self-host-only
     = ["service_role","supabase_admin"]
     env GOTRUE_JWT_ADMIN_ROLES comma-joined
    jwt.default_group_name string no-toml self-host-only deprecated
     env GOTRUE_JWT_DEFAULT_GROUP_NAME
    jwt.admin_group_name string no-toml self-host-only deprecated
     = admin
     env GOTRUE_JWT_ADMIN_GROUP_NAME
    jwt.key_id string no-toml self-host-only
     env GOTRUE_JWT_KEY_ID
    jwt.valid_methods list no-toml self-host-only
     = <algorithms of jwt keys>
     env GOTRUE_JWT_VALID_METHODS comma-joined
    api.max_request_duration duration no-toml hosted=10
     = 10s
     api api_max_request_duration seconds
     env GOTRUE_API_MAX_REQUEST_DURATION go-duration
    db.max_pool_size int no-toml hosted=10
     = 0
     api db_max_pool_size
     env GOTRUE_DB_MAX_POOL_SIZE
    db.max_pool_size_unit enum no-toml hosted-only hosted=connections
     of connections,percent
     = connections
     api db_max_pool_size_unit
    db.conn_percentage int no-toml range=0..100
     = 0
     api db_max_pool_size when-unit=percent
     env GOTRUE_DB_CONN_PERCENTAGE
    audit_log.disable_postgres bool no-toml undocumented hosted=true
     = false
     api audit_log_disable_postgres !null
     env GOTRUE_AUDIT_LOG_DISABLE_POSTGRES
    index_worker.ensure_user_search_indexes_exist bool no-toml undocumented hosted=true
     = false
     api index_worker_ensure_user_search_indexes_exist !null
     env GOTRUE_INDEX_WORKER_ENSURE_USER_SEARCH_INDEXES_EXIST
    index_worker.max_users_threshold int no-toml self-host-only
     = 0
     env GOTRUE_INDEX_WORKER_MAX_USERS_THRESHOLD
    experimental.provider_linking_domains map no-toml self-host-only experimental
     = {}
     env GOTRUE_EXPERIMENTAL_PROVIDER_LINKING_DOMAINS k=v,comma
    experimental.providers_with_own_linking_domain list
     is no-toml self-host-only experimental deprecated
     = []
     env GOTRUE_EXPERIMENTAL_PROVIDERS_WITH_OWN_LINKING_DOMAIN comma-joined
    experimental.cursor_pagination_enabled bool no-toml self-host-only experimental
     = false
     env GOTRUE_EXPERIMENTAL_CURSOR_PAGINATION_ENABLED
    experimental.scim_enabled bool no-toml self-host-only experimental
     = false
     env GOTRUE_EXPERIMENTAL_SCIM_ENABLED
    experimental.create_email_identity_on_password_set_enabled bool
     is no-toml self-host-only experimental
     = false
     env GOTRUE_EXPERIMENTAL_CREATE_EMAIL_IDENTITY_ON_PASSWORD_SET_ENABLED
    """#
}
