package dev.afterglow.platform.tenant;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.Optional;

/**
 * The tenant of the call that is being answered. It lives as long as the call's own Vert.x context,
 * on which its handlers and their reactive steps run; timers and rounds of a service have none.
 */
public final class CallersTenant {

  private static final String KEY = "dev.afterglow.tenant";

  private CallersTenant() {}

  /**
   * Its name.
   *
   * @throws IllegalStateException if this thread answers no call: nothing is then anybody's
   */
  public static String name() {
    return find()
        .map(Tenant::name)
        .orElseThrow(() -> new IllegalStateException("no call, so no tenant"));
  }

  /** The tenant; empty if this thread answers no call. */
  public static Optional<Tenant> find() {
    Context context = Vertx.currentContext();
    return context != null && VertxContext.isDuplicatedContext(context)
        ? Optional.ofNullable(context.getLocal(KEY))
        : Optional.empty();
  }

  /**
   * A context for work that is done for a tenant when no call of theirs is answered: what one of
   * their calls left to be done later.
   */
  public static Context context(Vertx vertx, Tenant tenant) {
    Context context =
        Objects.requireNonNull(
            VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()), "context");
    context.putLocal(KEY, tenant);
    return context;
  }

  /**
   * Says whose call it is that this thread begins to answer.
   *
   * @return false if the call has no context of its own to keep it in
   */
  static boolean set(Tenant tenant) {
    Context context = Vertx.currentContext();
    if (context == null || !VertxContext.isDuplicatedContext(context)) {
      return false;
    }
    context.putLocal(KEY, tenant);
    return true;
  }
}
