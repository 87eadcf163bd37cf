package dev.afterglow.registry.event;

import java.util.List;
import java.util.Set;

/** Takes notices to whoever wants to know. One caller at a time. */
public interface NoticeBroker extends AutoCloseable {

  /**
   * Sends notices, no two of one key, and waits until they are kept or given up.
   *
   * @return the sequences of those that the broker keeps
   */
  Set<Long> send(List<Notice> notices) throws InterruptedException;

  /** Tells every reader that notices are missing; false where not all could be told. */
  boolean send(NoticeGap gap) throws InterruptedException;

  @Override
  void close();
}
