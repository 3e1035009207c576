#include "CLibCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// libcurl's header is not needed to build: its manual guarantees that the numbers of options and
// the types of these functions stay as they are for as long as the library is called libcurl.so.4.
typedef void CURL;
struct curl_slist;

enum {
  OPT_WRITEDATA = 10001,
  OPT_URL = 10002,
  OPT_PROXY = 10004,
  OPT_ERRORBUFFER = 10010,
  OPT_POSTFIELDS = 10015,
  OPT_HTTPHEADER = 10023,
  OPT_HEADERDATA = 10029,
  OPT_SSLVERSION = 32,
  OPT_CUSTOMREQUEST = 10036,
  OPT_NOPROGRESS = 43,
  OPT_FOLLOWLOCATION = 52,
  OPT_XFERINFODATA = 10057,
  OPT_SSL_VERIFYPEER = 64,
  OPT_CAINFO = 10065,
  OPT_SSL_VERIFYHOST = 81,
  OPT_NOSIGNAL = 99,
  OPT_ACCEPT_ENCODING = 10102,
  OPT_NOPROXY = 10177,
  OPT_TIMEOUT_MS = 155,
  OPT_CONNECTTIMEOUT_MS = 156,
  OPT_PROTOCOLS = 181,
  OPT_SUPPRESS_CONNECT_HEADERS = 265,
  OPT_WRITEFUNCTION = 20011,
  OPT_HEADERFUNCTION = 20079,
  OPT_XFERINFOFUNCTION = 20219,
  OPT_POSTFIELDSIZE_LARGE = 30120,
  INFO_RESPONSE_CODE = 0x200002,
  INFO_REQUEST_SIZE = 0x20000C,
  GLOBAL_ALL = 3,
  PROTOCOLS_HTTP_HTTPS = 3,
  SSLVERSION_TLS_1_2 = 6,
};

static struct {
  int is_loaded;
  int (*global_init)(long);
  CURL *(*easy_init)(void);
  int (*easy_setopt)(CURL *, int, ...);
  int (*easy_perform)(CURL *);
  int (*easy_getinfo)(CURL *, int, ...);
  void (*easy_cleanup)(CURL *);
  const char *(*easy_strerror)(int);
  struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
  void (*slist_free_all)(struct curl_slist *);
} curl;

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  static const char *const names[] = {
    "libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so", "libcurl.4.dylib",
  };
  void *library = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++) {
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  }
  if (!library) return;
  *(void **)&curl.global_init = dlsym(library, "curl_global_init");
  *(void **)&curl.easy_init = dlsym(library, "curl_easy_init");
  *(void **)&curl.easy_setopt = dlsym(library, "curl_easy_setopt");
  *(void **)&curl.easy_perform = dlsym(library, "curl_easy_perform");
  *(void **)&curl.easy_getinfo = dlsym(library, "curl_easy_getinfo");
  *(void **)&curl.easy_cleanup = dlsym(library, "curl_easy_cleanup");
  *(void **)&curl.easy_strerror = dlsym(library, "curl_easy_strerror");
  *(void **)&curl.slist_append = dlsym(library, "curl_slist_append");
  *(void **)&curl.slist_free_all = dlsym(library, "curl_slist_free_all");
  curl.is_loaded = curl.global_init && curl.easy_init && curl.easy_setopt && curl.easy_perform
    && curl.easy_getinfo && curl.easy_cleanup && curl.easy_strerror && curl.slist_append
    && curl.slist_free_all && curl.global_init(GLOBAL_ALL) == 0;
}

// No answer of an API that settings are read from is as large as this.
static const size_t largest = 16 << 20;

static size_t append(char **text, size_t *length, const char *data, size_t count) {
  if (count > largest - *length) return 0;
  char *longer = realloc(*text, *length + count + 1);
  if (!longer) return 0;
  memcpy(longer + *length, data, count);
  *text = longer;
  *length += count;
  longer[*length] = 0;
  return count;
}

static size_t take_head(char *data, size_t size, size_t count, void *context) {
  plumb_http_answer *answer = context;
  // Another status line begins another response: the one before it was provisional.
  if (size * count >= 5 && memcmp(data, "HTTP/", 5) == 0) answer->head_length = 0;
  return append(&answer->head, &answer->head_length, data, size * count);
}

static size_t take_body(char *data, size_t size, size_t count, void *context) {
  plumb_http_answer *answer = context;
  return append(&answer->body, &answer->body_length, data, size * count);
}

static int ask(void *context, long long a, long long b, long long c, long long d) {
  (void)a, (void)b, (void)c, (void)d;
  const plumb_http_request *request = context;
  return request->is_cancelled ? request->is_cancelled(request->context) : 0;
}

static struct curl_slist *header_list(const char *lines) {
  // Without this one libcurl waits for the server's consent before it sends a longer body.
  struct curl_slist *list = curl.slist_append(NULL, "Expect:");
  char *copy = strdup(lines), *rest = copy, *line;
  while (copy && (line = strsep(&rest, "\n"))) {
    if (*line) list = curl.slist_append(list, line);
  }
  free(copy);
  return list;
}

static void set_options(CURL *handle, const plumb_http_request *request, plumb_http_answer *answer,
                        struct curl_slist *headers) {
  curl.easy_setopt(handle, OPT_ERRORBUFFER, answer->problem);
  curl.easy_setopt(handle, OPT_NOSIGNAL, 1L);
  curl.easy_setopt(handle, OPT_PROTOCOLS, (long)PROTOCOLS_HTTP_HTTPS);
  curl.easy_setopt(handle, OPT_FOLLOWLOCATION, 0L);
  curl.easy_setopt(handle, OPT_SSL_VERIFYPEER, 1L);
  curl.easy_setopt(handle, OPT_SSL_VERIFYHOST, 2L);
  curl.easy_setopt(handle, OPT_SSLVERSION, (long)SSLVERSION_TLS_1_2);
  if (request->ca_file) curl.easy_setopt(handle, OPT_CAINFO, request->ca_file);
  curl.easy_setopt(handle, OPT_PROXY, request->proxy);
  curl.easy_setopt(handle, OPT_NOPROXY, request->no_proxy);
  curl.easy_setopt(handle, OPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl.easy_setopt(handle, OPT_ACCEPT_ENCODING, "");
  curl.easy_setopt(handle, OPT_URL, request->url);
  curl.easy_setopt(handle, OPT_HTTPHEADER, headers);
  if (request->body) {
    curl.easy_setopt(handle, OPT_POSTFIELDSIZE_LARGE, (long long)request->body_length);
    curl.easy_setopt(handle, OPT_POSTFIELDS, request->body);
  }
  curl.easy_setopt(handle, OPT_CUSTOMREQUEST, request->method);
  curl.easy_setopt(handle, OPT_CONNECTTIMEOUT_MS, request->connect_timeout_ms);
  curl.easy_setopt(handle, OPT_TIMEOUT_MS, request->timeout_ms);
  curl.easy_setopt(handle, OPT_HEADERFUNCTION, take_head);
  curl.easy_setopt(handle, OPT_HEADERDATA, answer);
  curl.easy_setopt(handle, OPT_WRITEFUNCTION, take_body);
  curl.easy_setopt(handle, OPT_WRITEDATA, answer);
  curl.easy_setopt(handle, OPT_XFERINFOFUNCTION, ask);
  curl.easy_setopt(handle, OPT_XFERINFODATA, request);
  curl.easy_setopt(handle, OPT_NOPROGRESS, 0L);
}

void plumb_http_perform(const plumb_http_request *request, plumb_http_answer *answer) {
  memset(answer, 0, sizeof *answer);
  pthread_once(&once, load);
  CURL *handle = curl.is_loaded ? curl.easy_init() : NULL;
  if (!handle) {
    answer->code = PLUMB_HTTP_NO_LIBRARY;
    return;
  }
  struct curl_slist *headers = header_list(request->headers);
  set_options(handle, request, answer, headers);
  answer->code = curl.easy_perform(handle);
  long sent = 0;
  curl.easy_getinfo(handle, INFO_RESPONSE_CODE, &answer->status);
  curl.easy_getinfo(handle, INFO_REQUEST_SIZE, &sent);
  answer->was_sent = sent > 0;
  if (answer->code && !answer->problem[0]) {
    strncpy(answer->problem, curl.easy_strerror(answer->code), sizeof answer->problem - 1);
  }
  curl.slist_free_all(headers);
  curl.easy_cleanup(handle);
}

void plumb_http_free(plumb_http_answer *answer) {
  free(answer->head);
  free(answer->body);
  answer->head = answer->body = NULL;
}
