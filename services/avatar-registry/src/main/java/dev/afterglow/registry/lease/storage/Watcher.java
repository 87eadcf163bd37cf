package dev.afterglow.registry.lease.storage;

import dev.afterglow.registry.lease.LeaseEvent;
import dev.afterglow.registry.lease.Push;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Instant;

/** The watch of one holder of one tenant; used under the feed's lock alone. */
final class Watcher {
  private final String tenant;
  private final String holder;
  private final MultiEmitter<? super Push> emitter;
  private long position;

  Watcher(String tenant, String holder, long position, MultiEmitter<? super Push> emitter) {
    this.tenant = tenant;
    this.holder = holder;
    this.position = position;
    this.emitter = emitter;
  }

  long position() {
    return position;
  }

  /** Hears of an event in the order of the feed; one it has heard of, or of others, is skipped. */
  void hear(LeaseEvent event) {
    if (event.sequence() <= position) {
      return;
    }
    position = event.sequence();
    if (event.tenant().equals(tenant) && event.holder().equals(holder)) {
      emitter.emit(new Push.Revoked(position, event));
    }
  }

  void alive(Instant now) {
    emitter.emit(new Push.Alive(position, now));
  }
}
