package dev.afterglow.registry.identity;

/**
 * The device on which a person will be looked at, as providers want it described. It goes to the
 * provider and is kept nowhere; it prints as nothing.
 *
 * @param metaInfo what the provider's own library on the device says of it, at most 8,192
 *     characters; empty = there is no such library
 * @param userId the operator's pseudonym for the person, at most 64 characters; empty = none
 * @param ipAddress the device's address as the operator saw it, at most 45 characters; empty = none
 */
public record Terminal(String metaInfo, String userId, String ipAddress) {
  /** A device of which nothing is known. */
  public static final Terminal UNKNOWN = new Terminal("", "", "");

  private static final int MAX_META_CHARS = 8_192;
  private static final int MAX_USER_CHARS = 64;
  private static final int MAX_ADDRESS_CHARS = 45;

  /** Checks lengths. */
  public Terminal {
    if (metaInfo.length() > MAX_META_CHARS
        || userId.length() > MAX_USER_CHARS
        || ipAddress.length() > MAX_ADDRESS_CHARS) {
      throw new IllegalArgumentException("a device is described in 8192, 64 and 45 characters");
    }
  }

  @Override
  public String toString() {
    return "Terminal[]";
  }
}
