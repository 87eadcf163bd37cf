package dev.afterglow.registry.identity;

/**
 * One verification at a provider; the pair names it and makes its outcome count once.
 *
 * @param provider the provider's name
 * @param transaction the provider's name for the attempt, 1 to 128 characters
 */
public record Attempt(String provider, String transaction) {

  /** Checks lengths. */
  public Attempt {
    if (provider.isBlank() || transaction.isBlank() || transaction.length() > 128) {
      throw new IllegalArgumentException("an attempt names provider and transaction");
    }
  }
}
