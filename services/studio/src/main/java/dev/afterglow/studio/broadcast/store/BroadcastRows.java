package dev.afterglow.studio.broadcast.store;

import dev.afterglow.studio.broadcast.Airing;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastDetails;
import dev.afterglow.studio.broadcast.BroadcastState;
import dev.afterglow.studio.broadcast.BroadcastUse;
import dev.afterglow.studio.broadcast.EndReason;
import dev.afterglow.studio.broadcast.Ending;
import dev.afterglow.studio.broadcast.OutputFormat;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.slot.SlotLease;
import java.util.Optional;

/** Broadcasts to rows and back. */
final class BroadcastRows {

  private final DestinationSeal seal;

  BroadcastRows(DestinationSeal seal) {
    this.seal = seal;
  }

  /** A row for a new broadcast. */
  BroadcastRow row(Broadcast broadcast) {
    BroadcastRow row = new BroadcastRow();
    BroadcastDetails details = broadcast.details();
    row.broadcastId = details.broadcastId();
    row.roomId = details.roomId();
    row.title = details.title();
    row.driveId = details.driveId();
    row.createTime = details.createTime();
    row.destinations = seal.seal(details.broadcastId(), details.destinations()).orElse(null);
    writeUse(row, details.use());
    write(row, broadcast);
    return row;
  }

  private static void writeUse(BroadcastRow row, BroadcastUse use) {
    row.licenceId = use.licenceId();
    row.avatarId = use.avatarId();
    row.driverSubjectId = use.driverSubjectId();
    row.voice = use.voice().name();
    row.motion = use.motion().name();
    row.platform = use.platform();
    row.accountId = use.accountId();
    row.territory = use.territory();
    row.category = use.category();
  }

  /** Writes what a transition may change. */
  void write(BroadcastRow row, Broadcast broadcast) {
    OutputFormat output = broadcast.details().output();
    row.state = broadcast.state().name();
    row.revision = broadcast.revision();
    row.width = output.width();
    row.height = output.height();
    row.frameRate = output.frameRate();
    row.videoBitrateBps = output.videoBitrateBps();
    row.audioBitrateBps = output.audioBitrateBps();
    broadcast.renderPlace().ifPresent(place -> writePlace(row, place));
    broadcast
        .onAir()
        .ifPresent(
            airing -> {
              row.liveTime = airing.liveTime();
              row.recordingPath = airing.recordingPath();
            });
    if (broadcast instanceof Broadcast.Ended ended) {
      row.endTime = ended.ending().endTime();
      row.endReason = ended.ending().reason().name();
    }
  }

  private static void writePlace(BroadcastRow row, RenderPlace place) {
    row.renderId = place.renderId();
    row.workerId = place.slot().workerId();
    row.workerAddress = place.slot().address();
    row.slotNumber = place.slot().number();
  }

  /** The broadcast of a row. */
  Broadcast broadcast(BroadcastRow row) {
    BroadcastDetails details = details(row);
    return switch (BroadcastState.valueOf(row.state)) {
      case CREATED -> new Broadcast.Created(details, row.revision);
      case REHEARSING -> new Broadcast.Rehearsing(details, place(row), row.revision);
      case LIVE -> new Broadcast.Live(details, place(row), airing(row), row.revision);
      case SLATE -> new Broadcast.Slate(details, place(row), airing(row), row.revision);
      case ENDED ->
          new Broadcast.Ended(
              details,
              row.renderId == null ? Optional.empty() : Optional.of(place(row)),
              row.liveTime == null ? Optional.empty() : Optional.of(airing(row)),
              new Ending(EndReason.valueOf(row.endReason), row.endTime),
              row.revision);
    };
  }

  private BroadcastDetails details(BroadcastRow row) {
    return new BroadcastDetails(
        row.broadcastId,
        row.roomId,
        row.title,
        new BroadcastUse(
            row.licenceId,
            row.avatarId,
            row.driverSubjectId,
            BroadcastUse.Voice.valueOf(row.voice),
            BroadcastUse.Motion.valueOf(row.motion),
            row.platform,
            row.accountId,
            row.territory,
            row.category),
        row.driveId,
        new OutputFormat(
            row.width, row.height, row.frameRate, row.videoBitrateBps, row.audioBitrateBps),
        seal.open(row.broadcastId, Optional.ofNullable(row.destinations)),
        row.createTime);
  }

  private static RenderPlace place(BroadcastRow row) {
    return new RenderPlace(
        row.renderId, new SlotLease(row.workerId, row.workerAddress, row.slotNumber));
  }

  private static Airing airing(BroadcastRow row) {
    return new Airing(row.liveTime, row.recordingPath);
  }
}
