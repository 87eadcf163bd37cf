package dev.afterglow.studio.broadcast;

import java.time.Instant;
import java.util.Optional;

/**
 * A broadcast from its making to its end. Each state is a record whose methods are the transitions
 * that it allows, so that an illegal one does not compile.
 *
 * <pre>{@code
 *           rehearse            goLive           showSlate
 * CREATED ───────────▶ REHEARSING ─────▶ LIVE ◀───────────▶ SLATE
 *    │                     │              │     resume        │
 *    │ end                 │ end          │ end               │ end
 *    ▼                     ▼              ▼                   ▼
 *  ENDED ◀──────────────────────────────────────────────────────
 *
 * Error edges
 *  REHEARSING | LIVE | SLATE ── the worker is gone ───────────▶ the same, on another worker
 *  REHEARSING | LIVE | SLATE ── and no other has a slot ──────▶ ENDED (worker_lost)
 *  REHEARSING | LIVE | SLATE ── the render failed ────────────▶ ENDED (failed)
 *  LIVE ── lease, drive or label lost ───────────────────────▶ SLATE (and back when it returns)
 *  any refusal or an unreachable service ── no edge: the state stays as it was
 * }</pre>
 *
 * <p>Every transition counts {@link #revision()} up by one; the store accepts a state only on top
 * of the revision before it, so that of two changes at once one wins and the other reads again.
 */
public sealed interface Broadcast {

  /** What stays the same for life. */
  BroadcastDetails details();

  /** Starts at 1 and counts up with every transition. */
  long revision();

  /** The state's name as in the contract. */
  BroadcastState state();

  /** The render; empty before rehearsal. */
  Optional<RenderPlace> renderPlace();

  /** What going on air fixed; empty before. */
  Optional<Airing> onAir();

  /** Made; nothing is drawn yet. */
  record Created(BroadcastDetails details, long revision) implements Broadcast {

    /** Checks the revision. */
    public Created {
      requireRevision(revision);
    }

    /** A new broadcast. */
    public static Created of(BroadcastDetails details) {
      return new Created(details, 1);
    }

    /** A worker draws it, in the format that the worker filled in. */
    public Rehearsing rehearse(RenderPlace place, OutputFormat agreed) {
      return new Rehearsing(details.withOutput(agreed), place, revision + 1);
    }

    /** Ends it before anything was drawn. */
    public Ended end(EndReason reason, Instant when) {
      return new Ended(
          details, Optional.empty(), Optional.empty(), new Ending(reason, when), revision + 1);
    }

    @Override
    public BroadcastState state() {
      return BroadcastState.CREATED;
    }

    @Override
    public Optional<RenderPlace> renderPlace() {
      return Optional.empty();
    }

    @Override
    public Optional<Airing> onAir() {
      return Optional.empty();
    }
  }

  /** A state in which a worker holds a render for the broadcast. */
  sealed interface Rendering extends Broadcast {

    /** Where it is drawn. */
    RenderPlace place();

    /** Another worker has it now. */
    Rendering movedTo(RenderPlace next);

    /** Ends it. */
    Ended end(EndReason reason, Instant when);

    @Override
    default Optional<RenderPlace> renderPlace() {
      return Optional.of(place());
    }
  }

  /** Drawn for the preview alone. */
  record Rehearsing(BroadcastDetails details, RenderPlace place, long revision)
      implements Rendering {

    /** Checks the revision. */
    public Rehearsing {
      requireRevision(revision);
    }

    @Override
    public Rehearsing movedTo(RenderPlace next) {
      return new Rehearsing(details, next, revision + 1);
    }

    /** On air. */
    public Live goLive(Airing airing) {
      return new Live(details, place, airing, revision + 1);
    }

    @Override
    public Ended end(EndReason reason, Instant when) {
      return new Ended(
          details, Optional.of(place), Optional.empty(), new Ending(reason, when), revision + 1);
    }

    @Override
    public BroadcastState state() {
      return BroadcastState.REHEARSING;
    }

    @Override
    public Optional<Airing> onAir() {
      return Optional.empty();
    }
  }

  /** On air with the avatar. */
  record Live(BroadcastDetails details, RenderPlace place, Airing airing, long revision)
      implements Rendering {

    /** Checks the revision. */
    public Live {
      requireRevision(revision);
    }

    @Override
    public Live movedTo(RenderPlace next) {
      return new Live(details, next, airing, revision + 1);
    }

    /** The recording goes on in another file. */
    public Live recordedAt(String path) {
      return new Live(details, place, airing.recordedAt(path), revision + 1);
    }

    /** The slate shows; the stream goes on. */
    public Slate showSlate() {
      return new Slate(details, place, airing, revision + 1);
    }

    @Override
    public Ended end(EndReason reason, Instant when) {
      return new Ended(
          details, Optional.of(place), Optional.of(airing), new Ending(reason, when), revision + 1);
    }

    @Override
    public BroadcastState state() {
      return BroadcastState.LIVE;
    }

    @Override
    public Optional<Airing> onAir() {
      return Optional.of(airing);
    }
  }

  /** On air with the slate. */
  record Slate(BroadcastDetails details, RenderPlace place, Airing airing, long revision)
      implements Rendering {

    /** Checks the revision. */
    public Slate {
      requireRevision(revision);
    }

    @Override
    public Slate movedTo(RenderPlace next) {
      return new Slate(details, next, airing, revision + 1);
    }

    /** The recording goes on in another file. */
    public Slate recordedAt(String path) {
      return new Slate(details, place, airing.recordedAt(path), revision + 1);
    }

    /** The avatar is back. */
    public Live resume() {
      return new Live(details, place, airing, revision + 1);
    }

    @Override
    public Ended end(EndReason reason, Instant when) {
      return new Ended(
          details, Optional.of(place), Optional.of(airing), new Ending(reason, when), revision + 1);
    }

    @Override
    public BroadcastState state() {
      return BroadcastState.SLATE;
    }

    @Override
    public Optional<Airing> onAir() {
      return Optional.of(airing);
    }
  }

  /** Over. */
  record Ended(
      BroadcastDetails details,
      Optional<RenderPlace> renderPlace,
      Optional<Airing> onAir,
      Ending ending,
      long revision)
      implements Broadcast {

    /** Checks the revision. */
    public Ended {
      requireRevision(revision);
    }

    @Override
    public BroadcastState state() {
      return BroadcastState.ENDED;
    }
  }

  private static void requireRevision(long revision) {
    if (revision < 1) {
      throw new IllegalArgumentException("revision starts at 1, was " + revision);
    }
  }
}
