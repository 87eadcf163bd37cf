package dev.afterglow.render.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.webrtc.IceAgent.Credentials;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IceAgentTest {
  private static final Credentials OWN = new Credentials("ours", "our password of 22 characters");
  private static final Credentials OTHER = new Credentials("their", "their password of 22 chars");
  private static final InetSocketAddress DEAD = new InetSocketAddress("127.0.0.1", 9);
  private static final InetSocketAddress GOOD = new InetSocketAddress("127.0.0.1", 4000);
  private static final InetSocketAddress UNNAMED = new InetSocketAddress("127.0.0.1", 5000);

  private record Sent(StunMessage message, InetSocketAddress to) {}

  private final List<Sent> sent = new ArrayList<>();

  private IceAgent agent(InetSocketAddress... candidates) {
    return new IceAgent(
        OWN,
        OTHER,
        List.of(candidates),
        (bytes, to) -> sent.add(new Sent(StunMessage.read(bytes).orElseThrow(), to)),
        new SplittableRandom(1));
  }

  /** The other side answers all that was sent to that address. */
  private void answer(IceAgent agent, InetSocketAddress at, long nowMs) {
    List<Sent> asked = new ArrayList<>(sent);
    sent.clear();
    for (Sent it : asked) {
      if (it.to().equals(at) && it.message().type() == StunMessage.REQUEST) {
        StunMessage out = StunMessage.of(StunMessage.SUCCESS, it.message().transaction(), Map.of());
        agent.received(out.bytes(OTHER.password()), at, nowMs);
      }
    }
  }

  private static byte[] request(Credentials to, Credentials from, String password) {
    Map<Integer, byte[]> attributes = new LinkedHashMap<>();
    String name = to.fragment() + ":" + from.fragment();
    attributes.put(StunMessage.USERNAME, name.getBytes(StandardCharsets.UTF_8));
    return StunMessage.of(StunMessage.REQUEST, new byte[12], attributes).bytes(password);
  }

  @Test
  void shouldNominateTheWayThatWorksAndNoOther() {
    // Given
    IceAgent agent = agent(DEAD, GOOD);
    agent.tick(0);
    assertThat(sent).extracting(Sent::to).containsExactly(DEAD, GOOD);
    assertThat(sent)
        .allSatisfy(
            it ->
                assertThat(it.message().attributes())
                    .containsKeys(StunMessage.PRIORITY, StunMessage.ICE_CONTROLLING)
                    .doesNotContainKey(StunMessage.USE_CANDIDATE));

    // When: the check is answered, then the nomination
    answer(agent, GOOD, 10);
    assertThat(agent.way()).isEmpty();
    assertThat(sent)
        .singleElement()
        .satisfies(
            it -> assertThat(it.message().attributes()).containsKey(StunMessage.USE_CANDIDATE));
    answer(agent, GOOD, 20);

    // Then
    assertThat(agent.way()).contains(GOOD);
  }

  @Test
  void shouldAnswerAndCheckBackWhenSomebodyCallsFromElsewhere() {
    // Given
    IceAgent agent = agent();

    // When
    agent.received(request(OWN, OTHER, OWN.password()), UNNAMED, 0);

    // Then
    assertThat(sent).extracting(Sent::to).containsExactly(UNNAMED, UNNAMED);
    assertThat(sent.getFirst().message().type()).isEqualTo(StunMessage.SUCCESS);
    assertThat(sent.getFirst().message().signedWith(OWN.password())).isTrue();
    answer(agent, UNNAMED, 10);
    answer(agent, UNNAMED, 20);
    assertThat(agent.way()).contains(UNNAMED);
  }

  @Test
  void shouldAnswerNobodyWithoutThePassword() {
    // Given
    IceAgent agent = agent();

    // When
    agent.received(request(OWN, OTHER, "another password of 22"), UNNAMED, 0);
    agent.received(request(OTHER, OWN, OWN.password()), UNNAMED, 0);

    // Then
    assertThat(sent).isEmpty();
  }

  @Test
  void shouldBelieveNoAnswerWithoutThePasswordOrFromElsewhere() {
    // Given
    IceAgent agent = agent(GOOD);
    agent.tick(0);
    byte[] transaction = sent.getFirst().message().transaction();
    StunMessage out = StunMessage.of(StunMessage.SUCCESS, transaction, Map.of());
    sent.clear();

    // When
    agent.received(out.bytes("another password of 22"), GOOD, 1);
    agent.tick(1_000);
    byte[] later = sent.getFirst().message().transaction();
    sent.clear();
    agent.received(
        StunMessage.of(StunMessage.SUCCESS, later, Map.of()).bytes(OTHER.password()), DEAD, 2);

    // Then
    assertThat(sent).as("no nomination").isEmpty();
    assertThat(agent.way()).isEmpty();
  }

  @Test
  void shouldEndItsConsentWhenNothingIsAnsweredForHalfAMinute() {
    // Given
    IceAgent agent = agent(GOOD);
    agent.tick(0);
    answer(agent, GOOD, 0);
    answer(agent, GOOD, 0);
    long now = 0;
    for (; now < 120_000; now += 50) {
      agent.tick(now);
      answer(agent, GOOD, now);
    }
    assertThat(agent.consentEnded(now)).isFalse();

    // When: silence
    long silent = now;
    for (; now <= silent + IceAgent.CONSENT_MS + 50; now += 50) {
      agent.tick(now);
    }

    // Then
    assertThat(sent).as("it kept asking").hasSizeBetween(4, 8);
    assertThat(agent.consentEnded(now)).isTrue();
  }
}
