extension SettingsTable {
  /// The settings of mail and text messages.
  static let email = #"""
    email.enable_signup bool service=true hosted=true
     = true
     api external_email_enabled
     env GOTRUE_EXTERNAL_EMAIL_ENABLED
    email.double_confirm_changes bool service=true hosted=true
     = true
     api mailer_secure_email_change_enabled
     env GOTRUE_MAILER_SECURE_EMAIL_CHANGE_ENABLED
    email.enable_confirmations bool service=true
     = false
     api mailer_autoconfirm !
     env GOTRUE_MAILER_AUTOCONFIRM !
    email.secure_password_change bool
     = false
     api security_update_password_require_reauthentication
     env GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION
    email.require_current_password bool no-toml undocumented
     = false
     api security_update_password_require_current_password !null
     env GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD
    email.allow_unverified_email_sign_ins bool no-toml
     = false
     api mailer_allow_unverified_email_sign_ins
     env GOTRUE_MAILER_ALLOW_UNVERIFIED_EMAIL_SIGN_INS
    email.max_frequency duration service=1m range=0..32767 hosted=60
     = 1s
     api smtp_max_frequency seconds
     env GOTRUE_SMTP_MAX_FREQUENCY go-duration
    email.otp_length int range=6..10 hosted=8
     = 6
     api mailer_otp_length
     env GOTRUE_MAILER_OTP_LENGTH
    email.otp_expiry int service=86400 range=0..2147483647 hosted=3600
     = 3600
     api mailer_otp_exp seconds !null
     env GOTRUE_MAILER_OTP_EXP seconds
    email.magic_link_enabled bool no-toml self-host-only
     = true
     env GOTRUE_EXTERNAL_EMAIL_MAGIC_LINK_ENABLED
    email.authorized_addresses list no-toml self-host-only
     = []
     env GOTRUE_EXTERNAL_EMAIL_AUTHORIZED_ADDRESSES comma-joined
    email.external_hosts list no-toml self-host-only
     = []
     env GOTRUE_MAILER_EXTERNAL_HOSTS comma-joined
    email.background_sending bool no-toml self-host-only experimental
     = false
     env GOTRUE_MAILER_EMAIL_BACKGROUND_SENDING
    email.validation_extended bool no-toml self-host-only experimental
     = false
     env GOTRUE_MAILER_EMAIL_VALIDATION_EXTENDED
    email.validation_service_url string no-toml self-host-only experimental
     env GOTRUE_MAILER_EMAIL_VALIDATION_SERVICE_URL
    email.validation_service_headers secret no-toml self-host-only experimental
     env GOTRUE_MAILER_EMAIL_VALIDATION_SERVICE_HEADERS json-map-of-lists
    email.validation_blocked_mx list no-toml self-host-only experimental
     = []
     env GOTRUE_MAILER_EMAIL_VALIDATION_BLOCKED_MX json-array
    email.template_max_size int no-toml self-host-only
     = 1000000
     env GOTRUE_MAILER_TEMPLATE_MAX_SIZE
    email.template_max_age duration no-toml self-host-only
     = 10m
     env GOTRUE_MAILER_TEMPLATE_MAX_AGE go-duration
    email.template_retry_interval duration no-toml self-host-only
     = 10s
     env GOTRUE_MAILER_TEMPLATE_RETRY_INTERVAL go-duration
    email.template_reloading_enabled bool no-toml self-host-only
     = false
     env GOTRUE_MAILER_TEMPLATE_RELOADING_ENABLED
    email.template_reloading_max_idle duration no-toml self-host-only
     = 20m
     env GOTRUE_MAILER_TEMPLATE_RELOADING_MAX_IDLE go-duration
    email.smtp.enabled bool push-only-if-section
     = true when the section exists
     api smtp_host presence
     env GOTRUE_SMTP_HOST presence
    email.smtp.host string
     api smtp_host
     env GOTRUE_SMTP_HOST
    email.smtp.port int range=1..65535
     = 587
     api smtp_port number-as-string
     env GOTRUE_SMTP_PORT
    email.smtp.user string
     api smtp_user
     env GOTRUE_SMTP_USER
    email.smtp.pass secret
     api smtp_pass hashed-on-read
     env GOTRUE_SMTP_PASS
    email.smtp.admin_email string
     api smtp_admin_email
     env GOTRUE_SMTP_ADMIN_EMAIL
    email.smtp.sender_name string
     api smtp_sender_name
     env GOTRUE_SMTP_SENDER_NAME
    email.smtp.headers string no-toml self-host-only
     env GOTRUE_SMTP_HEADERS json-map-of-lists
    email.smtp.logging_enabled bool no-toml self-host-only
     = false
     env GOTRUE_SMTP_LOGGING_ENABLED
    email.template.invite.subject template
     = You've been invited
     api mailer_subjects_invite
     env GOTRUE_MAILER_SUBJECTS_INVITE inline
    email.template.invite.content_path template
     = <GoTrue built-in body>
     api mailer_templates_invite_content inline
     env GOTRUE_MAILER_TEMPLATES_INVITE url
    email.template.confirmation.subject template
     = Confirm your email address
     api mailer_subjects_confirmation
     env GOTRUE_MAILER_SUBJECTS_CONFIRMATION inline
    email.template.confirmation.content_path template
     = <GoTrue built-in body>
     api mailer_templates_confirmation_content inline
     env GOTRUE_MAILER_TEMPLATES_CONFIRMATION url
    email.template.recovery.subject template
     = Reset your password
     api mailer_subjects_recovery
     env GOTRUE_MAILER_SUBJECTS_RECOVERY inline
    email.template.recovery.content_path template
     = <GoTrue built-in body>
     api mailer_templates_recovery_content inline
     env GOTRUE_MAILER_TEMPLATES_RECOVERY url
    email.template.magic_link.subject template
     = Your sign-in link
     api mailer_subjects_magic_link
     env GOTRUE_MAILER_SUBJECTS_MAGIC_LINK inline
    email.template.magic_link.content_path template
     = <GoTrue built-in body>
     api mailer_templates_magic_link_content inline
     env GOTRUE_MAILER_TEMPLATES_MAGIC_LINK url
    email.template.email_change.subject template
     = Confirm your new email address
     api mailer_subjects_email_change
     env GOTRUE_MAILER_SUBJECTS_EMAIL_CHANGE inline
    email.template.email_change.content_path template
     = <GoTrue built-in body>
     api mailer_templates_email_change_content inline
     env GOTRUE_MAILER_TEMPLATES_EMAIL_CHANGE url
    email.template.reauthentication.subject template
     = {{ .Token }} is your verification code
     api mailer_subjects_reauthentication
     env GOTRUE_MAILER_SUBJECTS_REAUTHENTICATION inline
    email.template.reauthentication.content_path template
     = <GoTrue built-in body>
     api mailer_templates_reauthentication_content inline
     env GOTRUE_MAILER_TEMPLATES_REAUTHENTICATION url
    email.notification.password_changed.enabled bool push-only-if-section
     = false
     api mailer_notifications_password_changed_enabled
     env GOTRUE_MAILER_NOTIFICATIONS_PASSWORD_CHANGED_ENABLED
    email.notification.password_changed.subject template
     = Your password was changed
     api mailer_subjects_password_changed_notification
     env GOTRUE_MAILER_SUBJECTS_PASSWORD_CHANGED_NOTIFICATION inline
    email.notification.password_changed.content_path template
     = <GoTrue built-in body>
     api mailer_templates_password_changed_notification_content inline
     env GOTRUE_MAILER_TEMPLATES_PASSWORD_CHANGED_NOTIFICATION url
    email.notification.email_changed.enabled bool push-only-if-section
     = false
     api mailer_notifications_email_changed_enabled
     env GOTRUE_MAILER_NOTIFICATIONS_EMAIL_CHANGED_ENABLED
    email.notification.email_changed.subject template
     = Your email address was changed
     api mailer_subjects_email_changed_notification
     env GOTRUE_MAILER_SUBJECTS_EMAIL_CHANGED_NOTIFICATION inline
    email.notification.email_changed.content_path template
     = <GoTrue built-in body>
     api mailer_templates_email_changed_notification_content inline
     env GOTRUE_MAILER_TEMPLATES_EMAIL_CHANGED_NOTIFICATION url
    email.notification.phone_changed.enabled bool push-only-if-section
     = false
     api mailer_notifications_phone_changed_enabled
     env GOTRUE_MAILER_NOTIFICATIONS_PHONE_CHANGED_ENABLED
    email.notification.phone_changed.subject template
     = Your phone number was changed
     api mailer_subjects_phone_changed_notification
     env GOTRUE_MAILER_SUBJECTS_PHONE_CHANGED_NOTIFICATION inline
    email.notification.phone_changed.content_path template
     = <GoTrue built-in body>
     api mailer_templates_phone_changed_notification_content inline
     env GOTRUE_MAILER_TEMPLATES_PHONE_CHANGED_NOTIFICATION url
    email.notification.identity_linked.enabled bool push-only-if-section
     = false
     api mailer_notifications_identity_linked_enabled
     env GOTRUE_MAILER_NOTIFICATIONS_IDENTITY_LINKED_ENABLED
    email.notification.identity_linked.subject template
     = A new sign-in method was linked to your account
     api mailer_subjects_identity_linked_notification
     env GOTRUE_MAILER_SUBJECTS_IDENTITY_LINKED_NOTIFICATION inline
    email.notification.identity_linked.content_path template
     = <GoTrue built-in body>
     api mailer_templates_identity_linked_notification_content inline
     env GOTRUE_MAILER_TEMPLATES_IDENTITY_LINKED_NOTIFICATION url
    email.notification.identity_unlinked.enabled bool push-only-if-section
     = false
     api mailer_notifications_identity_unlinked_enabled
     env GOTRUE_MAILER_NOTIFICATIONS_IDENTITY_UNLINKED_ENABLED
    email.notification.identity_unlinked.subject template
     = A sign-in method was removed from your account
     api mailer_subjects_identity_unlinked_notification
     env GOTRUE_MAILER_SUBJECTS_IDENTITY_UNLINKED_NOTIFICATION inline
    email.notification.identity_unlinked.content_path template
     = <GoTrue built-in body>
     api mailer_templates_identity_unlinked_notification_content inline
     env GOTRUE_MAILER_TEMPLATES_IDENTITY_UNLINKED_NOTIFICATION url
    email.notification.mfa_factor_enrolled.enabled bool push-only-if-section
     = false
     api mailer_notifications_mfa_factor_enrolled_enabled
     env GOTRUE_MAILER_NOTIFICATIONS_MFA_FACTOR_ENROLLED_ENABLED
    email.notification.mfa_factor_enrolled.subject template
     = A new verification method was added to your account
     api mailer_subjects_mfa_factor_enrolled_notification
     env GOTRUE_MAILER_SUBJECTS_MFA_FACTOR_ENROLLED_NOTIFICATION inline
    email.notification.mfa_factor_enrolled.content_path template
     = <GoTrue built-in body>
     api mailer_templates_mfa_factor_enrolled_notification_content inline
     env GOTRUE_MAILER_TEMPLATES_MFA_FACTOR_ENROLLED_NOTIFICATION url
    email.notification.mfa_factor_unenrolled.enabled bool push-only-if-section
     = false
     api mailer_notifications_mfa_factor_unenrolled_enabled
     env GOTRUE_MAILER_NOTIFICATIONS_MFA_FACTOR_UNENROLLED_ENABLED
    email.notification.mfa_factor_unenrolled.subject template
     = A verification method was removed from your account
     api mailer_subjects_mfa_factor_unenrolled_notification
     env GOTRUE_MAILER_SUBJECTS_MFA_FACTOR_UNENROLLED_NOTIFICATION inline
    email.notification.mfa_factor_unenrolled.content_path template
     = <GoTrue built-in body>
     api mailer_templates_mfa_factor_unenrolled_notification_content inline
     env GOTRUE_MAILER_TEMPLATES_MFA_FACTOR_UNENROLLED_NOTIFICATION url
    email.url_path.invite string no-toml self-host-only
     = /verify
     env GOTRUE_MAILER_URLPATHS_INVITE
    email.url_path.confirmation string no-toml self-host-only
     = /verify
     env GOTRUE_MAILER_URLPATHS_CONFIRMATION
    email.url_path.recovery string no-toml self-host-only
     = /verify
     env GOTRUE_MAILER_URLPATHS_RECOVERY
    email.url_path.email_change string no-toml self-host-only
     = /verify
     env GOTRUE_MAILER_URLPATHS_EMAIL_CHANGE
    email.url_path.magic_link string no-toml self-host-only unused
     env GOTRUE_MAILER_URLPATHS_MAGIC_LINK
    email.url_path.reauthentication string no-toml self-host-only unused
     env GOTRUE_MAILER_URLPATHS_REAUTHENTICATION
    email.url_path.password_changed_notification string no-toml self-host-only unused
     env GOTRUE_MAILER_URLPATHS_PASSWORD_CHANGED_NOTIFICATION
    email.url_path.email_changed_notification string no-toml self-host-only unused
     env GOTRUE_MAILER_URLPATHS_EMAIL_CHANGED_NOTIFICATION
    email.url_path.phone_changed_notification string no-toml self-host-only unused
     env GOTRUE_MAILER_URLPATHS_PHONE_CHANGED_NOTIFICATION
    email.url_path.identity_linked_notification string no-toml self-host-only unused
     env GOTRUE_MAILER_URLPATHS_IDENTITY_LINKED_NOTIFICATION
    email.url_path.identity_unlinked_notification string no-toml self-host-only unused
     env GOTRUE_MAILER_URLPATHS_IDENTITY_UNLINKED_NOTIFICATION
    email.url_path.mfa_factor_enrolled_notification string no-toml self-host-only unused
     env GOTRUE_MAILER_URLPATHS_MFA_FACTOR_ENROLLED_NOTIFICATION
    email.url_path.mfa_factor_unenrolled_notification string no-toml self-host-only unused
     env GOTRUE_MAILER_URLPATHS_MFA_FACTOR_UNENROLLED_NOTIFICATION
    sms.enable_signup bool
     = false
     api external_phone_enabled
     env GOTRUE_EXTERNAL_PHONE_ENABLED
    sms.enable_confirmations bool service=true
     = false
     api sms_autoconfirm !
     env GOTRUE_SMS_AUTOCONFIRM !
    sms.template template
     = Your code is {{ .Code }}
     api sms_template inline
     env GOTRUE_SMS_TEMPLATE inline
    sms.max_frequency duration service=1m range=0..32767 hosted=5
     = 5s
     api sms_max_frequency seconds
     env GOTRUE_SMS_MAX_FREQUENCY go-duration
    sms.otp_exp int no-toml range=0..2147483647 hosted=60
     = 60
     api sms_otp_exp seconds
     env GOTRUE_SMS_OTP_EXP seconds
    sms.otp_length int no-toml range=0..32767 hosted=6
     = 6
     api sms_otp_length !null
     env GOTRUE_SMS_OTP_LENGTH
    sms.provider enum no-toml
     of ,twilio,twilio_verify,messagebird,textlocal,vonage
     api sms_provider
     env GOTRUE_SMS_PROVIDER
    sms.test_otp map
     = {}
     api sms_test_otp k=v,comma
     env GOTRUE_SMS_TEST_OTP k:v,comma
    sms.test_otp_valid_until timestamp no-toml
     api sms_test_otp_valid_until
     env GOTRUE_SMS_TEST_OTP_VALID_UNTIL rfc3339
    sms.twilio.enabled bool
     = false
     api sms_provider =twilio
     env GOTRUE_SMS_PROVIDER =twilio
    sms.twilio.account_sid string
     api sms_twilio_account_sid
     env GOTRUE_SMS_TWILIO_ACCOUNT_SID
    sms.twilio.message_service_sid string
     api sms_twilio_message_service_sid
     env GOTRUE_SMS_TWILIO_MESSAGE_SERVICE_SID
    sms.twilio.auth_token secret
     api sms_twilio_auth_token hashed-on-read
     env GOTRUE_SMS_TWILIO_AUTH_TOKEN
    sms.twilio.content_sid string no-toml
     api sms_twilio_content_sid
     env GOTRUE_SMS_TWILIO_CONTENT_SID
    sms.twilio_verify.enabled bool
     = false
     api sms_provider =twilio_verify
     env GOTRUE_SMS_PROVIDER =twilio_verify
    sms.twilio_verify.account_sid string
     api sms_twilio_verify_account_sid
     env GOTRUE_SMS_TWILIO_VERIFY_ACCOUNT_SID
    sms.twilio_verify.message_service_sid string
     api sms_twilio_verify_message_service_sid
     env GOTRUE_SMS_TWILIO_VERIFY_MESSAGE_SERVICE_SID
    sms.twilio_verify.auth_token secret
     api sms_twilio_verify_auth_token hashed-on-read
     env GOTRUE_SMS_TWILIO_VERIFY_AUTH_TOKEN
    sms.messagebird.enabled bool
     = false
     api sms_provider =messagebird
     env GOTRUE_SMS_PROVIDER =messagebird
    sms.messagebird.originator string
     api sms_messagebird_originator
     env GOTRUE_SMS_MESSAGEBIRD_ORIGINATOR
    sms.messagebird.access_key secret
     api sms_messagebird_access_key hashed-on-read
     env GOTRUE_SMS_MESSAGEBIRD_ACCESS_KEY
    sms.textlocal.enabled bool
     = false
     api sms_provider =textlocal
     env GOTRUE_SMS_PROVIDER =textlocal
    sms.textlocal.sender string
     api sms_textlocal_sender
     env GOTRUE_SMS_TEXTLOCAL_SENDER
    sms.textlocal.api_key secret
     api sms_textlocal_api_key hashed-on-read
     env GOTRUE_SMS_TEXTLOCAL_API_KEY
    sms.vonage.enabled bool
     = false
     api sms_provider =vonage
     env GOTRUE_SMS_PROVIDER =vonage
    sms.vonage.from string
     api sms_vonage_from
     env GOTRUE_SMS_VONAGE_FROM
    sms.vonage.api_key string
     api sms_vonage_api_key
     env GOTRUE_SMS_VONAGE_API_KEY
    sms.vonage.api_secret secret
     api sms_vonage_api_secret hashed-on-read
     env GOTRUE_SMS_VONAGE_API_SECRET
    """#
}
