package dev.afterglow.registry.use;

/**
 * An account on a platform.
 *
 * @param platform the platform's name in the policy table, for example {@code douyin_live}; empty =
 *     not said
 * @param accountId the account there; {@code *} in a licence is every account of the licensee
 */
public record PlatformAccount(String platform, String accountId) {
  private static final String EVERY = "*";

  /** Whether this account, as a licence names it, covers the one wanted. */
  public boolean covers(PlatformAccount wanted) {
    return platform.equals(wanted.platform)
        && (accountId.equals(EVERY) || accountId.equals(wanted.accountId));
  }

  /** Whether platform and account are both named, and neither stands for all. */
  public boolean complete() {
    return !platform.isEmpty() && !accountId.isEmpty() && !accountId.equals(EVERY);
  }
}
