package dev.afterglow.studio.broadcast;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.id.Ids;
import java.time.InstantSource;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * Makes a broadcast, its room and its drive session.
 *
 * <p>The request is noted with the new broadcast's id before the drive session is made, so that a
 * repeated request asks for the same session again: that is how it gets the same token back, which
 * is kept nowhere here.
 */
public final class CreateBroadcast {

  private static final String OPERATION = "CreateBroadcast";

  private final BroadcastStore store;
  private final Requests requests;
  private final Drives drives;
  private final BroadcastEvents events;
  private final Ids ids;
  private final InstantSource clock;

  /** The use case over its ports. */
  public CreateBroadcast(
      BroadcastStore store,
      Requests requests,
      Drives drives,
      BroadcastEvents events,
      Ids ids,
      InstantSource clock) {
    this.store = store;
    this.requests = requests;
    this.drives = drives;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes it; repeating a request within 24 hours gives the same broadcast and token. */
  public Answer create(UUID requestId, Wish wish) {
    requireKeepable(wish);
    UUID fresh = UUID.fromString(ids.next());
    return requests.once(
        requestId, OPERATION, wish.content(), fresh, entry -> make(requestId, entry, wish));
  }

  /**
   * The drive and its token once more, for the presenter's link. The token is kept nowhere: the
   * capture service makes it again out of the request that made the drive, as long as that request
   * is known, which is longer than a token lives.
   *
   * @throws AfterglowException NOT_FOUND for no such broadcast; FAILED_PRECONDITION with reason
   *     NO_DRIVE for one that is over or whose request is forgotten
   */
  public Drives.NewDrive link(UUID broadcastId) {
    Broadcast broadcast =
        store.find(broadcastId).orElseThrow(() -> Refusals.broadcastNotFound(broadcastId));
    if (broadcast.state() == BroadcastState.ENDED) {
      throw Refusals.noDrive(broadcast.details().driveId(), DriveState.CLOSED);
    }
    UUID driveId = broadcast.details().driveId();
    UUID requestId =
        requests
            .find(OPERATION, broadcastId)
            .orElseThrow(() -> Refusals.noDrive(driveId, DriveState.CLOSED));
    Drives.NewDrive drive =
        drives.create(
            requestId,
            broadcastId,
            broadcast.details().use().driverSubjectId(),
            broadcast.details().use().avatarId());
    if (!drive.driveId().equals(driveId)) {
      throw Refusals.noDrive(driveId, DriveState.CLOSED);
    }
    return drive;
  }

  private void requireKeepable(Wish wish) {
    if (!store.keepsSecrets() && wish.destinations().stream().anyMatch(it -> !it.url().isEmpty())) {
      throw AfterglowException.invalidField(
          "destinations",
          "stream keys cannot be kept: afterglow.studio.destination.key-file is not set");
    }
  }

  private Answer make(UUID requestId, RequestLog.Entry entry, Wish wish) {
    UUID broadcastId = entry.broadcastId();
    Drives.NewDrive drive =
        drives.create(requestId, broadcastId, wish.use().driverSubjectId(), wish.use().avatarId());
    Broadcast.Created created =
        Broadcast.Created.of(
            new BroadcastDetails(
                broadcastId,
                UUID.fromString(ids.next()),
                wish.title(),
                wish.use(),
                drive.driveId(),
                wish.output(),
                wish.destinations(),
                clock.instant()));
    Broadcast kept = created;
    if (store.insert(created)) {
      events.changed(created);
    } else {
      kept = store.find(broadcastId).orElseThrow(() -> Refusals.broadcastNotFound(broadcastId));
    }
    requests.finish(requestId);
    return new Answer(kept, drive.token());
  }

  /**
   * What the caller wants.
   *
   * @param title 1 to 128 characters
   * @param use what it is for
   * @param output picture and sound
   * @param destinations where to send when live, 0 to 8
   */
  public record Wish(
      String title, BroadcastUse use, OutputFormat output, List<Destination> destinations) {

    /** Checks the bounds and copies the list. */
    public Wish {
      Require.length("title", title, 1, 128);
      Require.atMost("destinations", destinations.size(), BroadcastDetails.MAX_DESTINATIONS);
      destinations = List.copyOf(destinations);
    }

    // Line feeds keep neighbouring fields apart; only a digest of this is stored.
    private String content() {
      StringJoiner content = new StringJoiner("\n");
      content.add(title).add(use.toString()).add(output.toString());
      destinations.forEach(it -> content.add(it.name()).add(it.kind().name()).add(it.url()));
      return content.toString();
    }
  }

  /**
   * The new broadcast.
   *
   * @param driveToken opens the drive session; for the driver's device alone
   */
  public record Answer(Broadcast broadcast, String driveToken) {

    /** Without the token. */
    @Override
    public String toString() {
      return "Answer[" + broadcast + ", token redacted]";
    }
  }
}
