package dev.afterglow.registry.licence;

/** What somebody is in a licence. */
public enum LicenceRole {
  /** The person portrayed. */
  LIKENESS_OWNER,
  /** Whoever drives. */
  DRIVER,
  /** Whoever runs the room and answers for it. */
  OPERATOR,
  /** The author of the design. */
  DESIGN_AUTHOR,
  /** The author of persona and scripts. */
  SCRIPT_AUTHOR,
  /** Whoever gives the technology. */
  TECHNICAL_SUPPORTER
}
