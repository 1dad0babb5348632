#include "common/service/service_config.h"

namespace dondoc::service {

void Declare(CommonConfig& config, config::Reader& reader) {
  reader
      .Text("POSTGRES", &config.postgres,
            "libpq connection string of this service's serving role, or its owner's to migrate")
      .Required();
  reader.Text("REDIS", &config.redis, "unix:/path or host:port of Redis");
  reader.Text("LISTEN", &config.listen, "unix:/path or host:port to serve gRPC at");
  reader.Text(
      "TLS_CERTIFICATE", &config.tls_certificate,
      "file (PEM) of the certificate, with its chain, to serve with TLS; renewed without a restart; empty for no TLS");
  reader.Text("TLS_KEY", &config.tls_key, "file (PEM) of the certificate's private key");
  reader.Text("ADMIN_LISTEN", &config.admin_listen,
              "host:port of /metrics; port 0 picks one and logs it; empty for none");
  reader.List("LEVELS", &config.levels,
              "levels that this process serves: all, or some of central,province,district,commune");
  reader.Text("CELL", &config.cell,
              "the cell of this process: its database's name among those that write to one stream");
  reader.List("CELLS", &config.cells, "all cells: name, or name:level+level for one that serves some levels");
  reader.Text("REPLICA", &config.replica, "stable name of this process among those of its service and cell");
  reader.Count("THREADS", &config.threads, 2, 512, "calls served at once; more are refused");
  reader.Count("DATABASE_CONNECTIONS", &config.database_connections, 2, 500, "connections to PostgreSQL at most");
  reader.Text("DEVELOPMENT_CLOCK", &config.development_clock, "file that moves the clock; only for development");
  reader.Text("SERVICE_KEY", &config.service_key,
              "file (mode 0600) of the private key that the services of this installation call each other with");
  reader.Text("OPERATOR_PUBLIC_KEY", &config.operator_public_key,
              "file of the public key of whoever runs the installation; empty for nobody");
  reader.Text("AUDIT_KEY", &config.audit_key,
              "file of the key (Ed25519, PEM) that signs the audit's checkpoints; empty signs none");
  reader.Text("AUDIT_CHECKPOINTS", &config.audit_checkpoints,
              "file outside of the database that the checkpoints are added to");
  reader.Text("LOG_LEVEL", &config.log_level, "debug, info, warning or error");
  reader.Text("ORGANIZATION", &config.organization,
              "address of the organization service; here and below tls:host:port is with TLS");
  reader.List("DIRECTIVE", &config.directive, "addresses of the directive service, one for each cell");
  reader.List("ASSIGNMENT", &config.assignment, "addresses of the assignment service, one for each cell");
  reader.List("INDICATOR", &config.indicator, "addresses of the indicator service, one for each cell");
  reader.Text("NOTIFICATION", &config.notification, "address of the notification service");
  // One environment file serves the whole system: what only some services or the tools read is known to all.
  reader.AlsoKnown({"DONDOC_SMTP_URL", "DONDOC_SMTP_SOCKET", "DONDOC_MAIL_FROM", "DONDOC_VAR", "DONDOC_SHARED",
                    "DONDOC_USER", "DONDOC_OPERATOR_KEY", "DONDOC_SEALING_KEY", "DONDOC_PASSWORD_HASHES"});
}

}  // namespace dondoc::service
