package dev.afterglow.agent.upstream;

/**
 * Which drive is brought.
 *
 * @param driveId its UUID
 * @param driveToken opens it; never logged
 * @param producer what the header names as the capturing program, at most 128 characters
 * @param role what the agent is among the drive's sources
 * @param showsChallenges whether somebody is shown what the service asks of the driver
 */
public record DriveSession(
    String driveId, String driveToken, String producer, SourceRole role, boolean showsChallenges) {
  @Override
  public String toString() {
    return "DriveSession[" + driveId + "]";
  }
}
