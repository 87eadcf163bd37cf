package dev.afterglow.platform.error;

/** The reasons that any service may give, whichever area it serves. */
public final class PlatformReason {

  /**
   * INVALID. A field breaks its rule. Metadata: {"field": "lease.holder", "rule":
   * "string.max_len"}.
   */
  public static final String INVALID_FIELD = "INVALID_FIELD";

  /**
   * INVALID. A request is no message of its method's type (cut, of wrong types, a string that is no
   * UTF-8), is compressed, or never came. No metadata.
   */
  public static final String MESSAGE_UNREADABLE = "MESSAGE_UNREADABLE";

  /** EXHAUSTED. A message is too large. Metadata: {"limit_bytes": "2097152"}. */
  public static final String MESSAGE_TOO_LARGE = "MESSAGE_TOO_LARGE";

  /** UNAUTHENTICATED. The bearer token is missing or wrong. No metadata. */
  public static final String TOKEN_REFUSED = "TOKEN_REFUSED";

  /**
   * DENIED. The call's {@code afterglow-tenant} header names no tenant, several, or one whose
   * service this is not, or is missing where a service asks for it. No metadata.
   */
  public static final String TENANT_REFUSED = "TENANT_REFUSED";

  /** UNAVAILABLE. The service is going away and takes no new work. No metadata. */
  public static final String DRAINING = "DRAINING";

  /** UNAVAILABLE or TIMED_OUT. A service behind this one did not answer. No metadata. */
  public static final String UPSTREAM_UNAVAILABLE = "UPSTREAM_UNAVAILABLE";

  /** INTERNAL. A defect; nothing else is said. No metadata. */
  public static final String INTERNAL = "INTERNAL";

  /** The status said it all: the call named no method, was cancelled, or broke the protocol. */
  public static final String PROTOCOL = "PROTOCOL";

  private PlatformReason() {}
}
