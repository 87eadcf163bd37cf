package dev.afterglow.registry.event.storage;

import dev.afterglow.registry.event.Notice;
import dev.afterglow.registry.event.NoticeBroker;
import dev.afterglow.registry.event.NoticeGap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A registry's sending side as a process of its own, which stops for good between what Kafka has
 * and what Postgres is told of it, says so, and waits to be killed.
 */
public final class StalledSender {
  static final String SENT = "sent and not marked";

  private StalledSender() {}

  /** Takes Postgres' port, Kafka's address and the topic. */
  public static void main(String[] arguments) throws InterruptedException {
    Sending sending = new Sending(Integer.parseInt(arguments[0]), arguments[1], arguments[2]);
    sending.rounds(stalling(sending.kafka())).start();
    TimeUnit.MINUTES.sleep(5);
  }

  private static NoticeBroker stalling(NoticeBroker kafka) {
    return new NoticeBroker() {
      @Override
      public Set<Long> send(List<Notice> notices) throws InterruptedException {
        Set<Long> kept = kafka.send(notices);
        System.out.println(SENT + " " + kept.size());
        TimeUnit.MINUTES.sleep(5);
        return kept;
      }

      @Override
      public boolean send(NoticeGap gap) throws InterruptedException {
        return kafka.send(gap);
      }

      @Override
      public void close() {
        kafka.close();
      }
    };
  }
}
