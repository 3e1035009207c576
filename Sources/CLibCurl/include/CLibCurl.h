#ifndef PLUMB_CLIBCURL_H
#define PLUMB_CLIBCURL_H

#include <stddef.h>

// One HTTP exchange by libcurl, which is loaded when the first exchange begins: programs that use
// no network neither load it nor need it. Certificates are always verified, redirects are never
// followed, and the environment's variables for proxies are left to the caller.

// What became of an exchange.
typedef struct {
  // libcurl's CURLcode; 0 is success, PLUMB_HTTP_NO_LIBRARY means that there is no libcurl.
  int code;
  // The status of the response; 0 without one.
  long status;
  // Whether the request, or some of it, was sent to the server.
  int was_sent;
  // The header lines of the response, and its body.
  char *head;
  size_t head_length;
  char *body;
  size_t body_length;
  // What went wrong, in libcurl's words.
  char problem[256];
} plumb_http_answer;

#define PLUMB_HTTP_NO_LIBRARY (-1)

typedef struct {
  const char *method;
  const char *url;
  // Header lines, separated by newlines.
  const char *headers;
  // NULL for none.
  const char *body;
  size_t body_length;
  long connect_timeout_ms;
  long timeout_ms;
  // A file of certificates that are trusted in place of the system's; NULL for the system's.
  const char *ca_file;
  // The proxy, "" for none; and the hosts that are called without it.
  const char *proxy;
  const char *no_proxy;
  // Asked now and then; the exchange ends when it returns something else than 0.
  int (*is_cancelled)(void *context);
  void *context;
} plumb_http_request;

// Carries out one exchange, and returns when it has ended.
void plumb_http_perform(const plumb_http_request *request, plumb_http_answer *answer);

// Frees what an answer holds.
void plumb_http_free(plumb_http_answer *answer);

#endif
