package dev.afterglow.registry.revenue;

/** What a party is in a licence. */
public enum PartyRole {
  /** Whom the avatar portrays. */
  LIKENESS_OWNER,
  /** Who runs the room. */
  OPERATOR,
  /** Who paid for the avatar. */
  INVESTOR,
  /** A platform: whoever runs Afterglow, or where the room is shown. */
  PLATFORM
}
