package dev.afterglow.studio.broadcast;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * What of a broadcast stays the same for life, but for the format that the worker fills in.
 *
 * @param broadcastId its id
 * @param roomId its room for facts and figures
 * @param title what it is called, 1 to 128 characters
 * @param use the use that go-live is asked for
 * @param driveId the drive session
 * @param output picture and sound
 * @param destinations where to send when live, 0 to 8
 * @param createTime when it was made
 */
public record BroadcastDetails(
    UUID broadcastId,
    UUID roomId,
    String title,
    BroadcastUse use,
    UUID driveId,
    OutputFormat output,
    List<Destination> destinations,
    Instant createTime) {

  /** The most destinations of one broadcast. */
  public static final int MAX_DESTINATIONS = 8;

  /** Checks the bounds, copies the list, and cuts to microseconds, as the store keeps them. */
  public BroadcastDetails {
    createTime = createTime.truncatedTo(ChronoUnit.MICROS);
    Require.length("title", title, 1, 128);
    Require.atMost("destinations", destinations.size(), MAX_DESTINATIONS);
    destinations = List.copyOf(destinations);
  }

  /** The same with another format. */
  public BroadcastDetails withOutput(OutputFormat agreed) {
    return new BroadcastDetails(
        broadcastId, roomId, title, use, driveId, agreed, destinations, createTime);
  }
}
