package dev.afterglow.platform.error;

import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A refusal that a caller may see: the one exception that use cases throw.
 *
 * <p>The reason is the name of a constant of the area's {@code *ErrorReason} enum in the contracts
 * without the enum's prefix: {@code LEASE_REVOKED} for {@code REGISTRY_ERROR_REASON_LEASE_REVOKED}.
 * Message and metadata go to the caller and to the log, so neither may hold a name, a document
 * number, a comment's text or a secret. For {@link Fault#INTERNAL} nothing of them leaves the
 * service.
 */
public final class AfterglowException extends RuntimeException {

  /** The domain of every reason on the wire. */
  public static final String DOMAIN = "afterglow.dev";

  /** The most metadata entries a refusal may carry. */
  public static final int MAX_METADATA = 16;

  private static final long serialVersionUID = 1L;
  // The shape that google.rpc.ErrorInfo asks of a reason.
  private static final Pattern REASON = Pattern.compile("[A-Z][A-Z0-9_]{1,61}[A-Z0-9]");

  private final String reason;
  private final Fault kind;

  // Always an unmodifiable Map.copyOf, whose classes are serialisable.
  @SuppressWarnings("serial")
  private final Map<String, String> metadata;

  /**
   * A refusal with metadata.
   *
   * @param reason 3 to 63 characters of A-Z, 0-9 and underscore
   * @param kind what sort of refusal it is
   * @param message a sentence for the engineer at the other end
   * @param metadata at most {@value #MAX_METADATA} entries, as the reason's comment documents them
   * @throws IllegalArgumentException if reason or metadata break their rule
   */
  public AfterglowException(
      String reason, Fault kind, String message, Map<String, String> metadata) {
    super(message);
    this.reason = checkedReason(reason);
    this.kind = kind;
    this.metadata = checkedMetadata(metadata);
  }

  /** A refusal with metadata and the exception behind it, which is logged and never sent. */
  public AfterglowException(
      String reason, Fault kind, String message, Map<String, String> metadata, Throwable cause) {
    super(message, cause);
    this.reason = checkedReason(reason);
    this.kind = kind;
    this.metadata = checkedMetadata(metadata);
  }

  /** A refusal without metadata. */
  public AfterglowException(String reason, Fault kind, String message) {
    this(reason, kind, message, Map.of());
  }

  /**
   * A field of a request breaks its rule.
   *
   * @param field the field's path as in the contract, such as {@code motion.samples[0].head}; its
   *     value is never sent back
   */
  public static AfterglowException invalidField(String field, String message) {
    return new AfterglowException(
        PlatformReason.INVALID_FIELD, Fault.INVALID, message, Map.of("field", field));
  }

  /**
   * Builds a value of the domain from a request; what its constructor rejects becomes {@link
   * #invalidField}. For the mappers of gRPC and REST classes. Of what the JDK rejects, as {@code
   * UUID.fromString} does, the message stays here: it repeats the value, and a caller may have put
   * a name or a document's number there.
   */
  public static <T> T checking(String field, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new AfterglowException(
          PlatformReason.INVALID_FIELD, Fault.INVALID, rule(e), Map.of("field", field), e);
    }
  }

  private static String rule(IllegalArgumentException e) {
    StackTraceElement[] stack = e.getStackTrace();
    String message = e.getMessage();
    boolean ours = stack.length > 0 && !stack[0].getClassName().startsWith("java.");
    return ours && message != null ? message : "breaks its rule";
  }

  /**
   * Asks what this service stands on, such as a store. Whatever goes wrong there becomes {@link
   * PlatformReason#UPSTREAM_UNAVAILABLE}, but for a refusal that says more.
   *
   * @param message the sentence for that, such as {@code the store of drives does not answer}
   */
  public static <T> T asking(String message, Supplier<T> question) {
    try {
      return question.get();
    } catch (AfterglowException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new AfterglowException(
          PlatformReason.UPSTREAM_UNAVAILABLE, Fault.UNAVAILABLE, message, Map.of(), e);
    }
  }

  /** Why, as the contract names it. */
  public String reason() {
    return reason;
  }

  /** What sort of refusal. */
  public Fault kind() {
    return kind;
  }

  /** Beside the reason, as its comment in the contract documents; unmodifiable. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The sentence for the engineer at the other end. */
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }

  /** The exception to show in a log: the one behind this, or this. */
  Throwable cause() {
    Throwable cause = getCause();
    return cause == null ? this : cause;
  }

  static boolean isReason(String reason) {
    return REASON.matcher(reason).matches();
  }

  private static String checkedReason(String reason) {
    if (!isReason(reason)) {
      throw new IllegalArgumentException("reason must match " + REASON + ", was: " + reason);
    }
    return reason;
  }

  private static Map<String, String> checkedMetadata(Map<String, String> metadata) {
    if (metadata.size() > MAX_METADATA) {
      throw new IllegalArgumentException(
          "metadata has " + metadata.size() + " entries, at most " + MAX_METADATA + " are allowed");
    }
    return Map.copyOf(metadata);
  }
}
