package dev.afterglow.studio.testing;

import dev.afterglow.platform.id.UuidV7;
import dev.afterglow.studio.broadcast.Airing;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastDetails;
import dev.afterglow.studio.broadcast.BroadcastUse;
import dev.afterglow.studio.broadcast.CreateBroadcast;
import dev.afterglow.studio.broadcast.Destination;
import dev.afterglow.studio.broadcast.OutputFormat;
import dev.afterglow.studio.broadcast.RenderFigures;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.broadcast.RenderReport;
import dev.afterglow.studio.broadcast.SlateCause;
import dev.afterglow.studio.slot.SlotLease;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;

/** Values for tests. */
public final class Samples {

  /** What stands as zero in the streams of {@link #report}. */
  public static final long STREAM_ZERO_US = 1_500_000;

  /** Some moment. */
  public static final Instant NOW = Instant.parse("2026-03-01T08:00:00.123456Z");

  /** A slot. */
  public static final SlotLease SLOT = new SlotLease("worker-1", "127.0.0.1:8182", 0);

  /** A format with every field filled in. */
  public static final OutputFormat FORMAT = new OutputFormat(720, 1280, 30, 2_500_000, 128_000);

  private static final UuidV7 IDS = new UuidV7(Clock.systemUTC(), new Random(1));

  private Samples() {}

  /** A new id, later than all before. */
  public static UUID id() {
    return UUID.fromString(IDS.next());
  }

  /** A use that states everything. */
  public static BroadcastUse use() {
    return new BroadcastUse(
        id(),
        id(),
        id(),
        BroadcastUse.Voice.REAL,
        BroadcastUse.Motion.MOCAP,
        "douyin_live",
        "shop-1",
        "CN",
        "snacks");
  }

  /** A wish for a broadcast that pushes somewhere. */
  public static CreateBroadcast.Wish wish() {
    return new CreateBroadcast.Wish(
        "Evening show",
        use(),
        OutputFormat.DEFAULTS,
        List.of(new Destination("douyin", Destination.Kind.RTMP, "rtmp://127.0.0.1/live/key")));
  }

  /** The details of a broadcast. */
  public static BroadcastDetails details() {
    CreateBroadcast.Wish wish = wish();
    return new BroadcastDetails(
        id(), id(), wish.title(), wish.use(), id(), wish.output(), wish.destinations(), NOW);
  }

  /** A broadcast that was just made. */
  public static Broadcast.Created created() {
    return Broadcast.Created.of(details());
  }

  /** Where it is drawn. */
  public static RenderPlace place() {
    return new RenderPlace(id(), SLOT);
  }

  /** What going on air fixed. */
  public static Airing airing() {
    return new Airing(NOW.plusSeconds(60), "/recordings/1.mp4");
  }

  /** A broadcast that rehearses. */
  public static Broadcast.Rehearsing rehearsing() {
    return created().rehearse(place(), FORMAT);
  }

  /** A broadcast that is live. */
  public static Broadcast.Live live() {
    return rehearsing().goLive(airing());
  }

  /** Figures of a render. */
  public static RenderFigures figures(SlateCause slate) {
    return new RenderFigures(
        slate,
        30,
        900,
        0,
        new RenderFigures.Spread(50, 60, 80, 90),
        new RenderFigures.Spread(-3, 1, 2, 3),
        500,
        10,
        0,
        List.of(),
        List.of(
            new RenderFigures.DestinationFigures("recording", "SENDING", 4_000_000, 0, "", true),
            new RenderFigures.DestinationFigures("rtmp-1", "SENDING", 3_900_000, 1, "", true),
            new RenderFigures.DestinationFigures("rtmp-2", "BACKING_OFF", 400, 3, "closed", false)),
        30_000_000,
        false,
        0,
        0,
        new RenderFigures.Fineness(1, 4, 2, 0.8),
        new RenderFigures.Compute(0, 41_000, 12_000, 7_900_000),
        Optional.of(
            new RenderFigures.DriverFigures(
                "NOT_LIVE", List.of("LOOP"), "ONE_MISSED", true, true, "UNSPECIFIED")),
        Optional.of(new RenderFigures.Recorded("/recordings/1.m3u8", 7, 3_900_000, 28_000_000)),
        List.of(new RenderFigures.LookShown(1, NOW.plusSeconds(60), "jacket", "full")),
        List.of(
            new RenderFigures.Undriven("RIGHT_ARM", "HOLD", true, 120),
            new RenderFigures.Undriven("EYELIDS", "IDLE", true, 900)));
  }

  /** A report of a render. */
  public static RenderReport report(UUID renderId, RenderReport.Phase phase, SlateCause slate) {
    return new RenderReport(
        renderId,
        phase,
        FORMAT,
        "/recordings/1.mp4",
        figures(slate),
        OptionalLong.of(STREAM_ZERO_US));
  }
}
