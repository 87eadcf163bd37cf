package dev.afterglow.platform.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Map;

/**
 * A refusal as RFC 9457 problem details.
 *
 * @param type a URN made of the reason: {@code urn:afterglow:problem:lease-revoked}
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail the sentence for the engineer at the other end, absent for a defect
 * @param reason the reason as in the contracts
 * @param metadata beside the reason, absent when empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String reason,
    Map<String, String> metadata) {

  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Copies the metadata. */
  public Problem {
    metadata = Map.copyOf(metadata);
  }

  /** A fault as a caller may see it; of a defect nothing but that. */
  public static Problem of(AfterglowException fault) {
    boolean silent = fault.kind() == Fault.INTERNAL;
    return of(
        silent ? PlatformReason.INTERNAL : fault.reason(),
        fault.kind().title(),
        fault.kind().httpStatus(),
        silent ? "" : fault.getMessage(),
        silent ? Map.of() : fault.metadata());
  }

  /** A refusal of the HTTP layer itself, such as an unknown path. */
  public static Problem ofStatus(int status, String title) {
    return of(PlatformReason.PROTOCOL, title, status, "", Map.of());
  }

  private static Problem of(
      String reason, String title, int status, String detail, Map<String, String> metadata) {
    String type = "urn:afterglow:problem:" + reason.toLowerCase(Locale.ROOT).replace('_', '-');
    return new Problem(type, title, status, detail, reason, metadata);
  }
}
