package dev.afterglow.studio.page;

import dev.afterglow.platform.auth.ServiceAccess;
import dev.afterglow.platform.error.Problem;
import dev.afterglow.studio.capture.CaptureConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Stands before the page, its API and its sockets; not before gRPC, which asks for the service
 * token, nor before probes.
 *
 * <ul>
 *   <li>A host that is not ours: 421, against DNS rebinding.
 *   <li>A change or a WebSocket from another origin: 403, against forged requests.
 *   <li>A caller from another machine without the service token: 401. The console itself asks for
 *       no log-in yet, so it is for this machine alone. The presenter's capture page is for any: it
 *       holds nothing but itself, and drives only with a drive token.
 * </ul>
 */
@ApplicationScoped
public class PageFilter {

  private static final int EARLY = 1_000;

  private final PageRules rules;
  private final PagePolicy policy;
  private final ServiceAccess access;

  /** A guard with the configured hosts. */
  @Inject
  public PageFilter(PageConfig config, CaptureConfig capture, ServiceAccess access) {
    this.rules = new PageRules(config.allowedHosts());
    this.policy = new PagePolicy(capture.driveUrl());
    this.access = access;
  }

  void register(@Observes Filters filters) {
    filters.register(this::guard, EARLY);
  }

  private void guard(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = request.path() == null ? "" : request.path();
    if (isExempt(path)) {
      context.next();
      return;
    }
    harden(path, context.response());
    String host = authority(request);
    if (!rules.allowsHost(host)) {
      refuse(context, 421, "HOST_REFUSED", "this host is not served here");
    } else if (!isAllowedOrigin(request, host)) {
      refuse(context, 403, "ORIGIN_REFUSED", "requests of other sites are refused");
    } else if (!rules.isPresenters(request.method().name(), path)
        && !isNear(request.remoteAddress())
        && !hasToken(request)) {
      refuse(context, 401, "TOKEN_REFUSED", "other machines need the service token");
    } else {
      context.next();
    }
  }

  private boolean isAllowedOrigin(HttpServerRequest request, String host) {
    boolean upgrade = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    return rules.allowsOrigin(
        request.method().name(),
        upgrade,
        host,
        Optional.ofNullable(request.getHeader("Origin")),
        // Browsers mark their WebSockets too, but only newer ones; the origin is decisive there.
        upgrade ? Optional.empty() : Optional.ofNullable(request.getHeader("Sec-Fetch-Site")));
  }

  private boolean hasToken(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    return access.admits(header == null ? "" : header);
  }

  // By path, not by content type: a page may set that header as it likes.
  private static boolean isExempt(String path) {
    return path.startsWith("/afterglow.") || path.startsWith("/grpc.") || path.startsWith("/q/");
  }

  private static String authority(HttpServerRequest request) {
    return request.authority() == null ? "" : request.authority().toString();
  }

  private static boolean isNear(SocketAddress remote) {
    if (remote == null || remote.hostAddress() == null) {
      return false;
    }
    try {
      return InetAddress.ofLiteral(remote.hostAddress()).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void harden(String path, HttpServerResponse response) {
    response
        .putHeader("Content-Security-Policy", policy.content(path))
        .putHeader("Permissions-Policy", policy.permissions(path))
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cache-Control", cacheControl(path));
  }

  // Asset names hold a digest of their content, so a name never changes its content.
  private static String cacheControl(String path) {
    if (path.startsWith("/assets/")) {
      return "public, max-age=31536000, immutable";
    }
    return path.startsWith("/api/") ? "no-store" : "no-cache";
  }

  private static void refuse(RoutingContext context, int status, String reason, String detail) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(
            new JsonObject()
                .put(
                    "type",
                    "urn:afterglow:problem:" + reason.toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("title", "refused")
                .put("status", status)
                .put("detail", detail)
                .put("reason", reason)
                .encode());
  }
}
