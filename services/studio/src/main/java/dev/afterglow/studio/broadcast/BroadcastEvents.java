package dev.afterglow.studio.broadcast;

/** Port to whoever wants to hear of changes. Must not block or throw. */
@FunctionalInterface
public interface BroadcastEvents {

  /** A broadcast has a new state, which is stored. */
  void changed(Broadcast next);
}
