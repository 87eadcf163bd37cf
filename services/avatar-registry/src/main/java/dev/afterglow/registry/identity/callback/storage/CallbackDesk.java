package dev.afterglow.registry.identity.callback.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.platform.tenant.Tenant;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.presence.storage.PresenceDesk;
import dev.afterglow.registry.identity.storage.AttemptStore;
import dev.afterglow.registry.identity.storage.AttemptStore.Whose;
import dev.afterglow.registry.identity.storage.IdentityDesk;
import dev.afterglow.registry.licence.intention.storage.IntentionDesk;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hears that there may be something to ask. Nothing that a callback says is believed, so there is
 * nothing in it to forge: it names an attempt, and the registry asks the provider what came of it,
 * as it would without one.
 *
 * <p>One that comes before its attempt is recorded is looked at again for some seconds. While one
 * waits or is being asked about, others about the same attempt are the same. A bounded number of
 * them wait; more are not listened to, and whoever polls finds the outcome all the same.
 */
@ApplicationScoped
public class CallbackDesk {
  private static final Log LOG = Log.of(CallbackDesk.class);
  private static final int MOST_WAITING = 256;
  private static final int LONGEST_NAME_CHARS = 128;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  /** A quarter of a second to eight: a beginning is recorded long before they are over. */
  private static final int LOOKS = 7;

  /** One attempt is asked about by callbacks no more often than this. */
  private static final Duration REST = Duration.ofSeconds(2);

  private final AttemptStore attempts;
  private final IdentityDesk identities;
  private final PresenceDesk presences;
  private final IntentionDesk intentions;
  private final Vertx vertx;
  private final Set<Attempt> waiting = ConcurrentHashMap.newKeySet();

  @Inject
  CallbackDesk(
      AttemptStore attempts,
      IdentityDesk identities,
      PresenceDesk presences,
      IntentionDesk intentions,
      Vertx vertx) {
    this.attempts = attempts;
    this.identities = identities;
    this.presences = presences;
    this.intentions = intentions;
    this.vertx = vertx;
  }

  /** Takes a callback; comes back at once, whatever it is about. */
  public void heard(String provider, String transaction) {
    if (!provider.isBlank()
        && !transaction.isBlank()
        && provider.length() <= LONGEST_NAME_CHARS
        && transaction.length() <= LONGEST_NAME_CHARS) {
      heard(new Attempt(provider, transaction));
    }
  }

  /** Takes a callback about an attempt. */
  public void heard(Attempt attempt) {
    if (waiting.size() < MOST_WAITING && waiting.add(attempt)) {
      look(attempt, LOOKS, FIRST_PAUSE);
    }
  }

  /** How many wait, or are being asked about. */
  public int waiting() {
    return waiting.size();
  }

  private void look(Attempt attempt, int looks, Duration pause) {
    var _ =
        attempts
            .whose(attempt)
            .subscribe()
            .with(found -> found(attempt, found, looks, pause), failure -> rest(attempt, failure));
  }

  private void found(Attempt attempt, List<Whose> found, int looks, Duration pause) {
    if (!found.isEmpty()) {
      found.forEach(whose -> ask(attempt, whose));
    } else if (looks > 1) {
      vertx.setTimer(pause.toMillis(), _ -> look(attempt, looks - 1, pause.multipliedBy(2)));
    } else {
      waiting.remove(attempt);
    }
  }

  /** In a context of the tenant whose attempt it is. */
  private void ask(Attempt attempt, Whose whose) {
    Context context = CallersTenant.context(vertx, new Tenant(whose.tenant()));
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        _ -> {
          var _ =
              asked(attempt, whose)
                  .subscribe()
                  .with(
                      _ -> {
                        LOG.debug("callback heard", LogKey.SUBJECT_ID.is(whose.subjectId()));
                        rest(attempt);
                      },
                      failure -> rest(attempt, failure));
        });
  }

  private Uni<?> asked(Attempt attempt, Whose whose) {
    return switch (whose.purpose()) {
      case ENROL -> identities.resume(whose.subjectId());
      case PRESENCE -> presences.resume(attempt);
      case INTENTION -> intentions.resume(attempt);
    };
  }

  private void rest(Attempt attempt, Throwable failure) {
    LOG.debug(
        "nothing came of a callback", LogKey.EXCEPTION.is(failure.getClass().getSimpleName()));
    rest(attempt);
  }

  private void rest(Attempt attempt) {
    vertx.setTimer(REST.toMillis(), _ -> waiting.remove(attempt));
  }
}
