package dev.afterglow.standalone.live;

import dev.afterglow.api.render.v1.PictureKind;
import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.api.studio.v1.Broadcast;
import dev.afterglow.api.studio.v1.BroadcastState;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Fleet;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.room.BroadcastControl;
import dev.afterglow.standalone.room.OpenRoom;
import dev.afterglow.standalone.room.RoomOpening;
import dev.afterglow.standalone.room.RoomPlan;
import dev.afterglow.tape.player.PlayerOptions;
import dev.afterglow.tape.player.PlayerState;
import dev.afterglow.tape.player.TapePlayer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** A room in rehearsal: a tape drives it and the worker draws it. Nothing goes out yet. */
public final class DrivenRoom implements AutoCloseable {
  private static final Duration DRIVE_LIMIT = Duration.ofSeconds(20);
  private static final Duration PICTURE_LIMIT = Duration.ofSeconds(60);
  private static final Duration WARM_LIMIT = Duration.ofSeconds(15);

  /** Of the asked frame rate, what a rehearsal must reach; a render gives its last two seconds. */
  private static final double WARM_SHARE = 0.98;

  private final OpenRoom room;
  private final BroadcastControl control;
  private final TapePlayer player;
  private final StopRequest stop;

  private DrivenRoom(OpenRoom room, BroadcastControl control, TapePlayer player, StopRequest stop) {
    this.room = room;
    this.control = control;
    this.player = player;
    this.stop = stop;
  }

  /**
   * Opens a room, starts its drive and its rehearsal, and waits until two seconds of pictures are
   * drawn and the avatar is in them: the first ones compile shaders and are slow. Then rehearses
   * until the frame rate holds, as every program's code is compiled while it runs first. A machine
   * that never reaches the rate is given fifteen seconds, and goes live as it is.
   *
   * @param dataFolder remembers the presenter and the avatars from run to run
   */
  public static DrivenRoom rehearse(
      Fleet fleet,
      Path dataFolder,
      RoomPlan plan,
      PlayerOptions drive,
      StopRequest stop,
      Clock clock) {
    OpenRoom room =
        new RoomOpening(
                fleet.channel(Service.AVATAR_REGISTRY),
                fleet.channel(Service.STUDIO),
                dataFolder,
                clock,
                new SecureRandom())
            .open(plan);
    TapePlayer player =
        new TapePlayer(
            fleet.channel(Service.CAPTURE_INGEST), room.driveId(), room.driveToken(), drive);
    DrivenRoom driven =
        new DrivenRoom(
            room,
            new BroadcastControl(fleet.channel(Service.STUDIO), room.broadcastId()),
            player,
            stop);
    try {
      player.start();
      driven.awaitDrive();
      driven.control.rehearse();
      driven.awaitPicture(2L * plan.framesPerSecond());
      driven.awaitRate(WARM_SHARE * plan.framesPerSecond());
      return driven;
    } catch (RuntimeException e) {
      driven.abandon(e);
      throw e;
    }
  }

  /** Leaves no render behind that would hold its worker's slot. */
  private void abandon(RuntimeException why) {
    try {
      control.end();
    } catch (RunFailure notEnded) {
      why.addSuppressed(notEnded);
    }
    close();
  }

  /** The room's ids. */
  public OpenRoom room() {
    return room;
  }

  /** Takes the broadcast on. */
  public BroadcastControl control() {
    return control;
  }

  /** What drives. */
  public TapePlayer player() {
    return player;
  }

  /**
   * Goes live. A drive that has just stalled, as it may while five programs start on few cores, is
   * given a moment to come back; every other refusal stands.
   */
  public Broadcast goLive() {
    long deadline = System.nanoTime() + DRIVE_LIMIT.toNanos();
    while (true) {
      if (stop.isAsked()) {
        throw RunFailure.stopped();
      }
      try {
        return control.goLive();
      } catch (RunFailure refused) {
        if (!refused.sentence().contains("NO_DRIVE") || System.nanoTime() - deadline > 0) {
          throw refused;
        }
      }
      pause();
    }
  }

  private void awaitDrive() {
    long deadline = System.nanoTime() + DRIVE_LIMIT.toNanos();
    while (!(player.state() instanceof PlayerState.Playing)) {
      refuseIfDriveFailed();
      if (System.nanoTime() - deadline > 0) {
        throw new RunFailure(ExitCode.SERVICE_FAILED, "The drive did not open.");
      }
      pause();
    }
  }

  private void awaitPicture(long frames) {
    long deadline = System.nanoTime() + PICTURE_LIMIT.toNanos();
    while (true) {
      Broadcast now = control.ifKnown().orElse(Broadcast.getDefaultInstance());
      RenderStatus status = now.getRenderStatus();
      if (status.getFrames() > frames && status.getPicture() == PictureKind.PICTURE_KIND_FIGURE) {
        return;
      }
      if (now.getState() == BroadcastState.BROADCAST_STATE_ENDED) {
        throw new RunFailure(
            ExitCode.SERVICE_FAILED, "The rehearsal ended by itself: " + now.getEndReason());
      }
      refuseIfDriveFailed();
      if (System.nanoTime() - deadline > 0) {
        // Asked once more: a studio that refuses to tell then says so itself.
        throw new RunFailure(ExitCode.SERVICE_FAILED, noPicture(control.now().getRenderStatus()));
      }
      pause();
    }
  }

  private void awaitRate(double framesPerSecond) {
    long deadline = System.nanoTime() + WARM_LIMIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      refuseIfDriveFailed();
      if (control.ifKnown().stream()
          .anyMatch(now -> now.getRenderStatus().getFps() >= framesPerSecond)) {
        return;
      }
      pause();
    }
  }

  private void refuseIfDriveFailed() {
    if (player.state() instanceof PlayerState.Failed failed) {
      throw new RunFailure(ExitCode.REFUSED, "The drive was refused: " + failed.reason());
    }
  }

  private static String noPicture(RenderStatus status) {
    return String.format(
        "The render worker did not show the avatar within %d s: %d pictures, %s, slate reason %s;"
            + " see the log of render-worker.",
        PICTURE_LIMIT.toSeconds(),
        status.getFrames(),
        status.getPicture(),
        status.getSlateReason());
  }

  private void pause() {
    if (stop.awaitFor(Duration.ofMillis(100))) {
      throw RunFailure.stopped();
    }
  }

  @Override
  public void close() {
    player.close();
  }
}
