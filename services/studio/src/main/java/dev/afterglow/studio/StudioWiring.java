package dev.afterglow.studio;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.studio.broadcast.Aftermath;
import dev.afterglow.studio.broadcast.BroadcastEvents;
import dev.afterglow.studio.broadcast.BroadcastStore;
import dev.afterglow.studio.broadcast.ComputeMeter;
import dev.afterglow.studio.broadcast.CreateBroadcast;
import dev.afterglow.studio.broadcast.Drives;
import dev.afterglow.studio.broadcast.EndBroadcast;
import dev.afterglow.studio.broadcast.FailOver;
import dev.afterglow.studio.broadcast.FollowRender;
import dev.afterglow.studio.broadcast.GoLive;
import dev.afterglow.studio.broadcast.OperateSlate;
import dev.afterglow.studio.broadcast.Registry;
import dev.afterglow.studio.broadcast.RenderGateway;
import dev.afterglow.studio.broadcast.RequestLog;
import dev.afterglow.studio.broadcast.Requests;
import dev.afterglow.studio.broadcast.StageKeeper;
import dev.afterglow.studio.broadcast.StartRehearsal;
import dev.afterglow.studio.broadcast.Transitions;
import dev.afterglow.studio.slot.Slots;
import dev.afterglow.studio.watch.ComputeFacts;
import dev.afterglow.studio.watch.ComputeLedger;
import dev.afterglow.studio.watch.LiveFigures;
import dev.afterglow.studio.watch.LookFacts;
import dev.afterglow.studio.watch.LookLedger;
import dev.afterglow.studio.watch.MonotonicClock;
import dev.afterglow.studio.watch.RenderWatches;
import dev.afterglow.studio.watch.ShowFacts;
import dev.afterglow.studio.watch.ShowTeller;
import dev.afterglow.studio.watch.WatchConfig;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the plain use cases and the adapters together. */
public final class StudioWiring {

  @Produces
  @Singleton
  @DefaultBean
  MonotonicClock monotonicClock() {
    return System::nanoTime;
  }

  @Produces
  @Singleton
  LiveFigures liveFigures(MonotonicClock clock) {
    return new LiveFigures(clock);
  }

  @Produces
  @Singleton
  ComputeLedger computeLedger(ComputeFacts facts, Clock clock) {
    return new ComputeLedger(facts, clock);
  }

  @Produces
  @Singleton
  LookLedger lookLedger(LookFacts facts) {
    return new LookLedger(facts);
  }

  @Produces
  @Singleton
  ShowTeller showTeller(BroadcastStore store, ShowFacts facts, WatchConfig config) {
    return new ShowTeller(store, facts, config.maxRenders());
  }

  /** What a render says of itself goes to whoever keeps a part of it. */
  private static ComputeMeter both(ComputeLedger compute, LookLedger looks) {
    return (roomId, report) -> {
      compute.heard(roomId, report);
      looks.heard(roomId, report);
    };
  }

  @Produces
  @Singleton
  Requests requests(RequestLog log, Clock clock) {
    return new Requests(log, clock);
  }

  @Produces
  @Singleton
  Transitions transitions(BroadcastStore store, BroadcastEvents events) {
    return new Transitions(store, events);
  }

  @Produces
  @Singleton
  Aftermath aftermath(Slots slots, Drives drives, Ids ids) {
    return new Aftermath(slots, drives, ids);
  }

  @Produces
  @Singleton
  CreateBroadcast createBroadcast(
      BroadcastStore store,
      Requests requests,
      Drives drives,
      BroadcastEvents events,
      Ids ids,
      Clock clock) {
    return new CreateBroadcast(store, requests, drives, events, ids, clock);
  }

  @Produces
  @Singleton
  StartRehearsal startRehearsal(
      Transitions transitions,
      Requests requests,
      Registry registry,
      Drives drives,
      Slots slots,
      RenderGateway workers) {
    return new StartRehearsal(transitions, requests, registry, drives, slots, workers);
  }

  @Produces
  @Singleton
  GoLive goLive(
      Transitions transitions,
      Requests requests,
      Registry registry,
      Drives drives,
      RenderGateway workers,
      Clock clock) {
    return new GoLive(transitions, requests, registry, drives, workers, clock);
  }

  @Produces
  @Singleton
  OperateSlate operateSlate(Transitions transitions, Requests requests, RenderGateway workers) {
    return new OperateSlate(transitions, requests, workers);
  }

  @Produces
  @Singleton
  EndBroadcast endBroadcast(
      Transitions transitions,
      Requests requests,
      RenderGateway workers,
      LiveFigures figures,
      ComputeLedger compute,
      LookLedger looks,
      Aftermath aftermath,
      Clock clock) {
    return new EndBroadcast(
        transitions, requests, workers, figures, both(compute, looks), aftermath, clock);
  }

  @Produces
  @Singleton
  FollowRender followRender(
      Transitions transitions, Slots slots, Aftermath aftermath, Clock clock) {
    return new FollowRender(transitions, slots, aftermath, clock);
  }

  @Produces
  @Singleton
  FailOver failOver(
      Transitions transitions,
      Slots slots,
      RenderGateway workers,
      StageKeeper stage,
      Ids ids,
      Clock clock) {
    return new FailOver(transitions, slots, workers, stage, ids, clock);
  }

  @Produces
  @Singleton
  RenderWatches renderWatches(
      BroadcastStore store,
      RenderGateway workers,
      FollowRender follow,
      FailOver failOver,
      Slots slots,
      LiveFigures figures,
      ComputeLedger compute,
      LookLedger looks,
      MonotonicClock clock,
      WatchConfig config) {
    return new RenderWatches(
        store,
        workers,
        follow,
        failOver,
        Thread.ofVirtual().name("fail-over-", 0)::start,
        slots,
        figures,
        both(compute, looks),
        clock,
        config.maxRenders());
  }
}
