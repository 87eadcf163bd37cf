package dev.afterglow.studio.page;

import java.net.URI;

/**
 * What a browser lets each page do. The capture page alone may ask for camera and microphone, and
 * may talk to capture-ingest; the worker that sees the picture is an asset, whose policy lets it
 * talk to nobody but the studio.
 */
final class PagePolicy {
  /** Where the capture page and the tracker's models are. */
  static final String CAPTURE = "/capture/";

  /** Where scripts, styles and the tracker's program are. */
  static final String ASSETS = "/assets/";

  private static final String REST =
      "style-src 'self'; img-src 'self' data:; media-src 'self' blob:; font-src 'self'; "
          + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** A report is a page of its own, whose style stands in it and which has no script. */
  private static final String REPORT =
      "default-src 'none'; style-src 'unsafe-inline'; "
          + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String captureIngest;

  /** Policies for a capture-ingest at that address. */
  PagePolicy(String driveUrl) {
    URI url = URI.create(driveUrl);
    captureIngest = url.getScheme() + "://" + url.getRawAuthority();
  }

  /** The value of Content-Security-Policy. */
  String content(String path) {
    if (path.startsWith(CAPTURE)) {
      return policy("'self' 'wasm-unsafe-eval'", "'self' " + captureIngest);
    }
    if (path.startsWith(ASSETS)) {
      return policy("'self' 'wasm-unsafe-eval'", "'self'");
    }
    if (path.startsWith("/api/v1/rooms/") && path.endsWith("/report")) {
      return REPORT;
    }
    return policy("'self'", "'self'");
  }

  /** The value of Permissions-Policy. */
  String permissions(String path) {
    return path.startsWith(CAPTURE)
        ? "camera=(self), microphone=(self), screen-wake-lock=(self), geolocation=()"
        : "camera=(), microphone=(), geolocation=()";
  }

  private static String policy(String scripts, String connections) {
    return "default-src 'none'; script-src "
        + scripts
        + "; worker-src 'self'; connect-src "
        + connections
        + "; "
        + REST;
  }
}
