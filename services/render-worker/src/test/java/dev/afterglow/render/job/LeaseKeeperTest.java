package dev.afterglow.render.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.lease.LeaseHolder;
import dev.afterglow.render.lease.LeaseHolder.Standing;
import dev.afterglow.render.lease.LeaseHolder.State;
import dev.afterglow.render.lease.MotionOrigin;
import dev.afterglow.render.lease.MotionRight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LeaseKeeperTest {
  private static final String FILE = "ab".repeat(32);

  /** Short, so that the keeper comes to renew at once; no test looks at how long anything took. */
  private static final Duration TTL = Duration.ofMillis(30);

  private final LeaseHolder holder = new LeaseHolder(System::nanoTime);
  private final Desk desk = new Desk();
  private final List<LeaseKeeper> keepers = new ArrayList<>();

  @AfterEach
  void close() {
    desk.open.countDown();
    keepers.forEach(LeaseKeeper::close);
  }

  @Test
  void shouldRenewAgainAndAgainWhenTheRegistryAllows() throws Exception {
    // Given
    LeaseKeeper keeper = keep("first");

    // When
    List<String> calls = desk.calls(3);

    // Then
    assertThat(calls).containsOnly("renew first");
    assertThat(keeper.leaseId()).isEqualTo("first");
  }

  @Test
  void shouldGoOnAskingWhenTheRegistryIsAway() throws Exception {
    // Given
    desk.answers.add(Answer.AWAY);
    desk.answers.add(Answer.AWAY);
    keep("first");

    // When
    List<String> calls = desk.calls(3);

    // Then
    assertThat(calls).containsOnly("renew first");
    assertThat(holder.standing()).isNotEqualTo(Standing.REVOKED);
  }

  @Test
  void shouldTakeANewLeaseWhenTheOldOneIsGone() throws Exception {
    // Given
    desk.answers.add(Answer.GONE);
    LeaseKeeper keeper = keep("first");

    // When
    List<String> calls = desk.calls(3);

    // Then
    assertThat(calls).containsExactly("renew first", "acquire", "renew second");
    assertThat(keeper.leaseId()).isEqualTo("second");
  }

  @Test
  void shouldAllowNothingMoreWhenTheRegistryDenies() throws Exception {
    // Given
    desk.answers.add(Answer.DENIED);

    // When
    LeaseKeeper keeper = keep("first");
    keeper.awaitEnd();

    // Then: and it asks no more
    assertThat(holder.state()).isEqualTo(new State.Revoked("first", "LICENCE_EXPIRED"));
    assertThat(desk.calls).containsExactly("renew first");
  }

  @Test
  void shouldAllowNothingMoreWhenTheNewLeaseIsForAnotherFile() throws Exception {
    // Given
    desk.answers.add(Answer.GONE);
    desk.fileOfNewLease = "cd".repeat(32);

    // When
    LeaseKeeper keeper = keep("first");
    keeper.awaitEnd();

    // Then
    assertThat(holder.state()).isEqualTo(new State.Revoked("first", "AVATAR_MISMATCH"));
  }

  @Test
  void shouldStopAskingWhenTheLeaseWasRevokedByPush() throws Exception {
    // Given
    desk.answers.add(Answer.HELD_UP);
    LeaseKeeper keeper = keep("first");
    desk.calls(1);
    holder.revoked("first", "LICENCE_REVOKED");

    // When: the answer to the renewal comes after the push
    desk.open.countDown();
    keeper.awaitEnd();

    // Then
    assertThat(holder.standing()).isEqualTo(Standing.REVOKED);
    assertThat(desk.calls).isEmpty();
  }

  @Test
  void shouldNotReplaceALeaseForAnotherUseWhenAnAnswerComesAfterTheStop() throws Exception {
    // Given: a renewal of the rehearsal's lease is under way when the live one is granted
    desk.answers.add(Answer.HELD_UP);
    LeaseKeeper rehearsal = keep("first");
    desk.calls(1);
    rehearsal.stop();
    holder.granted("live", holder.beforeSending(), Duration.ofHours(1), MotionRight.MOCAP);

    // When
    desk.open.countDown();
    rehearsal.awaitEnd();

    // Then
    assertThat(holder.state()).isInstanceOf(State.Held.class);
    assertThat(((State.Held) holder.state()).leaseId()).isEqualTo("live");
    assertThat(holder.allowsMotionFrom(MotionOrigin.TAPE)).isFalse();
  }

  @Test
  void shouldGiveTheLeaseBackWhenClosed() {
    // Given
    LeaseKeeper keeper = keep("first");

    // When
    keeper.close();

    // Then
    assertThat(desk.calls).contains("release first");
  }

  private LeaseKeeper keep(String leaseId) {
    LeaseTerms.Grant first = new LeaseTerms.Grant(leaseId, FILE, TTL, MotionRight.TAPE);
    holder.granted(leaseId, holder.beforeSending(), TTL, first.motion());
    LeaseKeeper keeper = new LeaseKeeper(desk, holder, first);
    keepers.add(keeper);
    return keeper;
  }

  private enum Answer {
    GRANTED,
    HELD_UP,
    AWAY,
    GONE,
    DENIED
  }

  /** Answers renewals as told, then grants. */
  private static final class Desk implements LeaseTerms {
    final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    final CountDownLatch open = new CountDownLatch(1);
    volatile String fileOfNewLease = FILE;

    @Override
    public String avatarId() {
      return "avatar";
    }

    @Override
    public Grant acquire() {
      calls.add("acquire");
      return new Grant("second", fileOfNewLease, TTL, MotionRight.TAPE);
    }

    @Override
    public Grant renew(String leaseId) throws Denied, Unreachable {
      calls.add("renew " + leaseId);
      Answer answer = answers.poll();
      switch (answer == null ? Answer.GRANTED : answer) {
        case GRANTED -> {}
        case HELD_UP -> awaitOpen();
        case AWAY -> throw new Unreachable(new IllegalStateException("away"));
        case GONE -> throw new Denied("LEASE_NOT_FOUND", true);
        case DENIED -> throw new Denied("LICENCE_EXPIRED", false);
      }
      return new Grant(leaseId, FILE, TTL, MotionRight.TAPE);
    }

    @Override
    public void release(String leaseId) {
      calls.add("release " + leaseId);
    }

    /** The next calls, once they were made. */
    List<String> calls(int count) throws InterruptedException {
      List<String> out = new ArrayList<>();
      while (out.size() < count) {
        String call = calls.poll(20, TimeUnit.SECONDS);
        assertThat(call).as("call %d", out.size()).isNotNull();
        out.add(call);
      }
      return out;
    }

    private void awaitOpen() {
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
