extension SettingsTable {
  /// The settings of the service's process.
  static let infrastructure = #"""
    infra.api.host string no-toml self-host-only infra not-reloadable
     env GOTRUE_API_HOST
    infra.api.port int no-toml self-host-only infra not-reloadable range=1..65535
     = 8081
     env GOTRUE_API_PORT under=PORT
    infra.api.endpoint string no-toml self-host-only infra not-reloadable unused
     env GOTRUE_API_ENDPOINT
    infra.api.request_id_header string no-toml self-host-only infra
     env GOTRUE_API_REQUEST_ID_HEADER under=REQUEST_ID_HEADER
    infra.cors.allowed_headers list no-toml self-host-only infra
     = []
     env GOTRUE_CORS_ALLOWED_HEADERS comma-joined
    infra.operator_token secret no-toml self-host-only infra unused
     env GOTRUE_OPERATOR_TOKEN
    infra.internal_http_timeout duration no-toml self-host-only infra not-reloadable
     = 10s
     env GOTRUE_INTERNAL_HTTP_TIMEOUT go-duration
    infra.db.driver string no-toml self-host-only infra not-reloadable
     env GOTRUE_DB_DRIVER
    infra.db.url secret no-toml self-host-only infra not-reloadable
     env GOTRUE_DB_DATABASE_URL under=DATABASE_URL
    infra.db.namespace string no-toml self-host-only infra not-reloadable
     = auth
     env DB_NAMESPACE over=GOTRUE_DB_DB_NAMESPACE
    infra.db.max_idle_pool_size int no-toml self-host-only infra
     = 0
     env GOTRUE_DB_MAX_IDLE_POOL_SIZE
    infra.db.conn_max_lifetime duration no-toml self-host-only infra
     env GOTRUE_DB_CONN_MAX_LIFETIME go-duration
    infra.db.conn_max_idle_time duration no-toml self-host-only infra
     env GOTRUE_DB_CONN_MAX_IDLE_TIME go-duration
    infra.db.health_check_period duration no-toml self-host-only infra not-reloadable
     env GOTRUE_DB_HEALTH_CHECK_PERIOD go-duration
    infra.db.migrations_path string no-toml self-host-only infra not-reloadable
     = ./migrations
     env GOTRUE_DB_MIGRATIONS_PATH
    infra.db.cleanup_enabled bool no-toml self-host-only infra
     = false
     env GOTRUE_DB_CLEANUP_ENABLED
    infra.db.advisor.enabled bool no-toml self-host-only infra
     = true
     env GOTRUE_DB_ADVISOR_ENABLED
    infra.db.advisor.sampling_interval duration no-toml self-host-only infra
     = 200ms
     env GOTRUE_DB_ADVISOR_SAMPLING_INTERVAL go-duration
    infra.db.advisor.observation_interval duration no-toml self-host-only infra
     = 20s
     env GOTRUE_DB_ADVISOR_OBSERVATION_INTERVAL go-duration
    infra.log.level string no-toml self-host-only infra not-reloadable
     env GOTRUE_LOG_LEVEL
    infra.log.file string no-toml self-host-only infra not-reloadable
     env GOTRUE_LOG_FILE
    infra.log.disable_colors bool no-toml self-host-only infra not-reloadable
     = false
     env GOTRUE_LOG_DISABLE_COLORS
    infra.log.quote_empty_fields bool no-toml self-host-only infra not-reloadable
     = false
     env GOTRUE_LOG_QUOTE_EMPTY_FIELDS
    infra.log.ts_format string no-toml self-host-only infra not-reloadable
     env GOTRUE_LOG_TSFORMAT
    infra.log.fields map no-toml self-host-only infra not-reloadable
     = {}
     env GOTRUE_LOG_FIELDS k:v,comma
    infra.log.sql string no-toml self-host-only infra not-reloadable
     env GOTRUE_LOG_SQL
    infra.tracing.enabled bool no-toml self-host-only infra not-reloadable
     = false
     env GOTRUE_TRACING_ENABLED
    infra.tracing.exporter enum no-toml self-host-only infra not-reloadable
     of opentelemetry
     = opentelemetry
     env GOTRUE_TRACING_EXPORTER
    infra.tracing.host string no-toml self-host-only infra not-reloadable
     env GOTRUE_TRACING_HOST
    infra.tracing.port string no-toml self-host-only infra not-reloadable
     env GOTRUE_TRACING_PORT
    infra.tracing.service_name string no-toml self-host-only infra not-reloadable
     = gotrue
     env GOTRUE_TRACING_SERVICE_NAME
    infra.tracing.tags map no-toml self-host-only infra not-reloadable
     = {}
     env GOTRUE_TRACING_TAGS k:v,comma
    infra.tracing.exporter_protocol string no-toml self-host-only infra not-reloadable
     = http/protobuf
     env GOTRUE_TRACING_OTEL_EXPORTER_OTLP_PROTOCOL under=OTEL_EXPORTER_OTLP_PROTOCOL
    infra.metrics.enabled bool no-toml self-host-only infra not-reloadable
     = false
     env GOTRUE_METRICS_ENABLED
    infra.metrics.exporter enum no-toml self-host-only infra not-reloadable
     of opentelemetry,prometheus
     = opentelemetry
     env GOTRUE_METRICS_EXPORTER
    infra.metrics.exporter_protocol string no-toml self-host-only infra not-reloadable
     = http/protobuf
     env GOTRUE_METRICS_OTEL_EXPORTER_OTLP_PROTOCOL under=OTEL_EXPORTER_OTLP_PROTOCOL
    infra.metrics.prometheus_host string no-toml self-host-only infra not-reloadable
     = 0.0.0.0
     env OTEL_EXPORTER_PROMETHEUS_HOST over=GOTRUE_METRICS_OTEL_EXPORTER_PROMETHEUS_HOST
    infra.metrics.prometheus_port string no-toml self-host-only infra not-reloadable
     = 9100
     env OTEL_EXPORTER_PROMETHEUS_PORT over=GOTRUE_METRICS_OTEL_EXPORTER_PROMETHEUS_PORT
    infra.profiler.enabled bool no-toml self-host-only infra not-reloadable
     = false
     env GOTRUE_PROFILER_ENABLED
    infra.profiler.host string no-toml self-host-only infra not-reloadable
     = localhost
     env GOTRUE_PROFILER_HOST
    infra.profiler.port string no-toml self-host-only infra not-reloadable
     = 9998
     env GOTRUE_PROFILER_PORT
    infra.reloading.notify_enabled bool no-toml self-host-only infra not-reloadable
     = true
     env GOTRUE_RELOADING_NOTIFY_ENABLED
    infra.reloading.poller_enabled bool no-toml self-host-only infra not-reloadable
     = false
     env GOTRUE_RELOADING_POLLERENABLED
    infra.reloading.poller_interval duration no-toml self-host-only infra not-reloadable
     = 10s
     env GOTRUE_RELOADING_POLLER_INTERVAL go-duration
    infra.reloading.signal_enabled bool no-toml self-host-only infra not-reloadable
     = false
     env GOTRUE_RELOADING_SIGNAL_ENABLED
    infra.reloading.signal_number int no-toml self-host-only infra not-reloadable range=1..64
     = 10
     env GOTRUE_RELOADING_SIGNAL_NUMBER
    infra.reloading.grace_period_interval duration no-toml self-host-only infra not-reloadable
     = 5s
     env GOTRUE_RELOADING_GRACE_PERIOD_INTERVAL go-duration
    """#
}
