package dev.afterglow.studio.rights;

import java.util.List;
import java.util.UUID;

/**
 * Port to the service that knows people, licences and figures. Unreachable = {@code
 * SERVICE_UNAVAILABLE}; what it refuses keeps the registry's reason.
 */
public interface Rights {
  /** How many of one kind are told at most, the newest. */
  int MOST = 100;

  /**
   * Whether somebody is verified.
   *
   * @throws dev.afterglow.platform.error.AfterglowException PERSON_NOT_FOUND
   */
  PersonStanding person(UUID subjectId);

  /**
   * Has somebody looked at now, by whoever verified them: another provider may not know their face.
   *
   * @throws dev.afterglow.platform.error.AfterglowException PERSON_NOT_FOUND, PERSON_NOT_VERIFIED,
   *     PROVIDER_NOT_CONFIGURED, PROVIDER_UNAVAILABLE, REQUEST_ID_REUSED
   */
  Presence look(UUID requestId, UUID subjectId);

  /**
   * Asks what was seen; a presence that is decided stays so.
   *
   * @throws dev.afterglow.platform.error.AfterglowException PRESENCE_NOT_FOUND
   */
  Presence seen(UUID presenceId);

  /** Licences over a figure, newest first, at most {@link #MOST}; ended ones among them. */
  List<LicenceView> licences(UUID avatarId);

  /**
   * Where a licence's right comes from.
   *
   * @throws dev.afterglow.platform.error.AfterglowException LICENCE_NOT_FOUND
   */
  ChainOfTitle title(UUID licenceId);

  /** The parts of a figure in all their versions, newest first, at most {@link #MOST}. */
  List<PartView> parts(UUID avatarId);
}
