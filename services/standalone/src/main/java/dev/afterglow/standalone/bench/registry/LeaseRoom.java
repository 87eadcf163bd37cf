package dev.afterglow.standalone.bench.registry;

import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.LeaseServiceGrpc;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.WatchLeasesRequest;
import dev.afterglow.api.registry.v1.WatchLeasesResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A room that holds a lease as a render worker does: over a connection of its own, it listens for
 * revocations, renews each third of the time to live, and counts the lease on its monotonic clock
 * from before each request was sent. When the lease is worth nothing any more, it shows the slate
 * and notes when.
 */
final class LeaseRoom implements AutoCloseable {
  private static final long ANSWER_MS = 2_000;

  /** What gets through to a room. */
  enum Hearing {
    /** Everything. */
    ALL,
    /** Answers, but no push. */
    ANSWERS,
    /** Nothing, in either direction. */
    NOTHING
  }

  /** Why a room went to slate. */
  enum Cause {
    PUSH,
    DENIED,
    RUN_OUT
  }

  /**
   * A room's end.
   *
   * @param atNanos on the monotonic clock
   */
  record Slate(Cause cause, long atNanos) {}

  private final ManagedChannel connection;
  private final Channel channel;
  private final String holder = "bench-" + UUID.randomUUID();
  private final StreamLease lease;
  private final long ttlNanos;
  private final Thread keeper;
  private volatile Hearing hearing = Hearing.ALL;
  private volatile long validUntilNanos;
  private volatile @Nullable Slate slate;
  private volatile boolean closed;

  /** Takes a lease for a use and begins to keep it. */
  LeaseRoom(ManagedChannel connection, AcquireLeaseRequest request) {
    this.connection = connection;
    this.channel = ClientInterceptors.intercept(connection, new Ear());
    long sent = System.nanoTime();
    this.lease =
        LeaseServiceGrpc.newBlockingStub(channel)
            .acquireLease(request.toBuilder().setHolder(holder).build())
            .getLease();
    this.ttlNanos =
        TimeUnit.SECONDS.toNanos(lease.getTtl().getSeconds()) + lease.getTtl().getNanos();
    this.validUntilNanos = sent + ttlNanos;
    LeaseServiceGrpc.newStub(channel)
        .watchLeases(WatchLeasesRequest.newBuilder().setHolder(holder).build(), new Watch());
    this.keeper = Thread.ofVirtual().name("room").start(() -> keep(sent));
  }

  long ttlNanos() {
    return ttlNanos;
  }

  void hear(Hearing what) {
    hearing = what;
  }

  /** The room's end, or null while it shows the figure. */
  @Nullable Slate slate() {
    return slate;
  }

  private void keep(long firstSent) {
    long renewAt = firstSent + ttlNanos / 3;
    while (slate == null && !closed) {
      long now = System.nanoTime();
      if (now - validUntilNanos >= 0) {
        end(Cause.RUN_OUT, now);
      } else if (now - renewAt >= 0) {
        boolean answered = renew(now);
        renewAt = now + (answered ? ttlNanos / 3 : ttlNanos / 6);
      } else {
        LockSupport.parkNanos(Math.min(validUntilNanos - now, renewAt - now));
      }
    }
  }

  /** Asks on a thread of its own, so that an answer that never comes holds nothing up. */
  private boolean renew(long sent) {
    if (hearing == Hearing.NOTHING) {
      return false;
    }
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                var _ =
                    LeaseServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(ANSWER_MS, TimeUnit.MILLISECONDS)
                        .renewLease(
                            RenewLeaseRequest.newBuilder().setLeaseId(lease.getLeaseId()).build());
                renewed(sent);
              } catch (StatusRuntimeException e) {
                Status.Code code = e.getStatus().getCode();
                if (code == Status.Code.FAILED_PRECONDITION
                    || code == Status.Code.PERMISSION_DENIED
                    || code == Status.Code.NOT_FOUND) {
                  end(Cause.DENIED, System.nanoTime());
                }
              }
            });
    return true;
  }

  private synchronized void renewed(long sent) {
    if (slate == null && sent + ttlNanos - validUntilNanos > 0) {
      validUntilNanos = sent + ttlNanos;
    }
  }

  private synchronized void end(Cause cause, long now) {
    if (slate == null && !closed) {
      slate = new Slate(cause, now);
      LockSupport.unpark(keeper);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(keeper);
    connection.shutdownNow();
  }

  private final class Watch implements StreamObserver<WatchLeasesResponse> {
    @Override
    public void onNext(WatchLeasesResponse heard) {
      if (heard.hasRevoked() && heard.getRevoked().getLeaseId().equals(lease.getLeaseId())) {
        end(Cause.PUSH, System.nanoTime());
      }
    }

    @Override
    public void onError(Throwable broken) {
      // The safe path is that the lease runs out.
    }

    @Override
    public void onCompleted() {}
  }

  /** Loses messages on their way, as a network does: nobody is told. */
  private final class Ear implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      boolean push = !method.getType().serverSendsOneMessage();
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          super.start(
              new SimpleForwardingClientCallListener<>(listener) {
                @Override
                public void onMessage(A message) {
                  boolean lost = hearing == Hearing.NOTHING || (push && hearing == Hearing.ANSWERS);
                  if (!lost) {
                    super.onMessage(message);
                  } else if (push) {
                    request(1);
                  }
                }

                @Override
                public void onClose(Status status, Metadata trailers) {
                  if (hearing != Hearing.NOTHING) {
                    super.onClose(status, trailers);
                  }
                }
              },
              headers);
        }
      };
    }
  }
}
