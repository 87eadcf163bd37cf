package dev.afterglow.render.job;

import dev.afterglow.render.lease.LeaseHolder;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a lease alive on a thread of its own: renews each third of its time to live, twice as often
 * while the registry does not answer. When the lease ran out meanwhile it asks for a new one. A
 * denial ends the right to show the figure at once; the keeper then asks no more.
 */
final class LeaseKeeper implements AutoCloseable {
  private final LeaseTerms terms;
  private final LeaseHolder holder;
  private final LeaseTerms.Grant first;
  private final Thread thread;
  private volatile LeaseTerms.Grant grant;
  private volatile boolean running = true;

  /**
   * Starts keeping.
   *
   * @param first a lease that was just granted and told to the holder
   */
  LeaseKeeper(LeaseTerms terms, LeaseHolder holder, LeaseTerms.Grant first) {
    this.terms = terms;
    this.holder = holder;
    this.first = first;
    this.grant = first;
    this.thread = Thread.ofVirtual().name("lease").start(this::run);
  }

  /** The lease that is being kept. */
  String leaseId() {
    return grant.leaseId();
  }

  /**
   * Stops renewing. An answer that is still under way changes nothing any more, so that a lease for
   * another use may be told to the holder.
   */
  synchronized void stop() {
    running = false;
    LockSupport.unpark(thread);
  }

  /** Waits until it asks no more. */
  void awaitEnd() throws InterruptedException {
    thread.join();
  }

  /** Stops renewing and gives the lease back. */
  @Override
  public void close() {
    stop();
    terms.release(grant.leaseId());
  }

  private void run() {
    boolean answered = true;
    while (running) {
      long age = Math.max(0, holder.ageMs()) * 1_000_000;
      long third = grant.ttl().toNanos() / 3;
      LockSupport.parkNanos(answered ? Math.max(0, third - age) : third / 2);
      if (!running || holder.standing() == LeaseHolder.Standing.REVOKED) {
        return;
      }
      answered = renew();
    }
  }

  private boolean renew() {
    long sent = holder.beforeSending();
    try {
      LeaseTerms.Grant next = terms.renew(grant.leaseId());
      granted(next, sent);
      return true;
    } catch (LeaseTerms.Denied e) {
      if (e.gone()) {
        return acquireAnew();
      }
      deny(e);
      return true;
    } catch (LeaseTerms.Unreachable e) {
      return false;
    }
  }

  private boolean acquireAnew() {
    long sent = holder.beforeSending();
    try {
      LeaseTerms.Grant next = terms.acquire();
      if (!next.showsWhat(first)) {
        holder.revoked(grant.leaseId(), "AVATAR_MISMATCH");
        running = false;
        return true;
      }
      granted(next, sent);
      return true;
    } catch (LeaseTerms.Denied e) {
      deny(e);
      return true;
    } catch (LeaseTerms.Unreachable e) {
      return false;
    }
  }

  private synchronized void granted(LeaseTerms.Grant next, long sent) {
    if (running) {
      grant = next;
      holder.granted(next.leaseId(), sent, next.ttl(), next.motion(), next.fill());
    }
  }

  private void deny(LeaseTerms.Denied denied) {
    holder.revoked(grant.leaseId(), denied.reasons());
    running = false;
  }
}
