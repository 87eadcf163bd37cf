package dev.afterglow.registry.identity.oidc.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.DocumentType;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.Refusal;
import dev.afterglow.registry.identity.oidc.SignIn;
import dev.afterglow.registry.identity.oidc.SignInFile;
import dev.afterglow.registry.storage.StoredTime;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sign-ins in Postgres: asked for from worker threads, each statement by itself. */
public final class PostgresSignInFile implements SignInFile {
  private static final Log LOG = Log.of(PostgresSignInFile.class);
  private static final String OPEN =
      "insert into registry.identity_sign_in"
          + " (sign_in_id, tenant, document_type, document_fingerprint, file_time, expire_time,"
          + " state, refusal, purpose) values ($1, $2, $3, $4, $5, $6, 'WAITING', '', $7)";

  private static final String FIND =
      "select document_type, document_fingerprint, file_time, expire_time, state, refusal,"
          + " purpose from registry.identity_sign_in where tenant = $1 and sign_in_id = $2";

  private static final String CLAIM =
      "update registry.identity_sign_in set state = 'REDEEMING'"
          + " where tenant = $1 and sign_in_id = $2 and state = 'WAITING' and expire_time > $3";

  private static final String RELEASE =
      "update registry.identity_sign_in set state = 'WAITING'"
          + " where tenant = $1 and sign_in_id = $2 and state = 'REDEEMING'";

  private static final String DECIDE =
      "update registry.identity_sign_in set state = $3, refusal = $4"
          + " where tenant = $1 and sign_in_id = $2 and state = 'REDEEMING'";

  private static final String FORGET =
      "delete from registry.identity_sign_in where tenant = $1 and sign_in_id = $2";

  private final Pool pool;
  private final Supplier<String> tenant;
  private final Duration patience;

  /** Sign-ins of whichever tenant {@code tenant} names at each call. */
  public PostgresSignInFile(Pool pool, Supplier<String> tenant, Duration patience) {
    this.pool = pool;
    this.tenant = tenant;
    this.patience = patience;
  }

  @Override
  public void open(SignIn signIn) {
    var _ =
        ask(
            OPEN,
            Tuple.from(
                List.of(
                    signIn.transaction(),
                    tenant.get(),
                    signIn.documentType().name(),
                    Buffer.buffer(signIn.fingerprint()),
                    StoredTime.column(signIn.fileTime()),
                    StoredTime.column(signIn.expireTime()),
                    signIn.purpose().name())));
  }

  @Override
  public Optional<SignIn> find(String transaction) {
    RowIterator<Row> rows = ask(FIND, Tuple.of(tenant.get(), transaction)).iterator();
    return rows.hasNext() ? Optional.of(signIn(transaction, rows.next())) : Optional.empty();
  }

  private static SignIn signIn(String transaction, Row row) {
    return new SignIn(
        transaction,
        Purpose.valueOf(row.getString(6)),
        DocumentType.valueOf(row.getString(0)),
        row.getBuffer(1).getBytes(),
        outcome(row.getString(4), row.getString(5)),
        row.getOffsetDateTime(2).toInstant(),
        row.getOffsetDateTime(3).toInstant());
  }

  private static Outcome outcome(String state, String refusal) {
    return switch (state) {
      case "PASSED" -> new Outcome.Passed(AssuranceLevel.TWO_FACTOR);
      case "FAILED" -> new Outcome.Failed(Refusal.valueOf(refusal));
      default -> new Outcome.Open();
    };
  }

  @Override
  public boolean claim(String transaction, Instant now) {
    return ask(CLAIM, Tuple.of(tenant.get(), transaction, StoredTime.column(now))).rowCount() == 1;
  }

  @Override
  public void release(String transaction) {
    var _ = ask(RELEASE, Tuple.of(tenant.get(), transaction));
  }

  @Override
  public void decide(String transaction, Outcome outcome) {
    String refusal = outcome instanceof Outcome.Failed failed ? failed.refusal().name() : "";
    if (refusal.isEmpty() && !(outcome instanceof Outcome.Passed)) {
      throw new IllegalArgumentException("a sign-in is decided by Passed or Failed");
    }
    String state = refusal.isEmpty() ? "PASSED" : "FAILED";
    var _ = ask(DECIDE, Tuple.of(tenant.get(), transaction, state, refusal));
  }

  @Override
  public void forget(String transaction) {
    var _ = ask(FORGET, Tuple.of(tenant.get(), transaction));
  }

  private RowSet<Row> ask(String statement, Tuple values) {
    try {
      return pool.preparedQuery(statement).execute(values).await().atMost(patience);
    } catch (RuntimeException e) {
      // Whatever the database says of itself: the attempt has no answer, and nobody passes.
      LOG.warn("sign-ins cannot be reached", LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
      throw new Unreachable(e);
    }
  }
}
