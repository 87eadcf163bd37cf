package dev.afterglow.studio.broadcast;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.slot.Slots;
import java.util.UUID;

/**
 * Gives back what an ended broadcast held. Nothing here undoes the end: a slot that cannot be
 * released lapses, and a drive that cannot be closed moves nothing any more.
 */
public final class Aftermath {

  private static final Log LOG = Log.of(Aftermath.class);

  private final Slots slots;
  private final Drives drives;
  private final Ids ids;

  /** Over the ports that hold something. */
  public Aftermath(Slots slots, Drives drives, Ids ids) {
    this.slots = slots;
    this.drives = drives;
    this.ids = ids;
  }

  /** Releases the slot and closes the drive session of a broadcast that has ended. */
  public void tidy(Broadcast ended) {
    UUID broadcastId = ended.details().broadcastId();
    ended.renderPlace().ifPresent(place -> slots.release(place.slot(), broadcastId));
    try {
      drives.close(UUID.fromString(ids.next()), ended.details().driveId());
    } catch (AfterglowException e) {
      LOG.warn(
          "drive not closed",
          LogKey.BROADCAST_ID.is(broadcastId),
          LogKey.SESSION_ID.is(ended.details().driveId()),
          LogKey.REASON.is(e.reason()));
    }
  }
}
