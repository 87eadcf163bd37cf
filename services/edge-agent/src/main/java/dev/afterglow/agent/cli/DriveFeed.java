package dev.afterglow.agent.cli;

import dev.afterglow.agent.listen.Hearing;
import dev.afterglow.agent.merge.DriveMerge;
import dev.afterglow.agent.source.Captures;
import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.agent.upstream.Link;
import dev.afterglow.codec.SourceFrame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Merges what is heard into one drive, and hands it to the way up. */
final class DriveFeed implements Hearing {
  private final DriveMerge merge;
  private final List<SourceKind> kinds;
  private final Optional<Captures> declared;
  private final Link link;

  /**
   * A feed of these sources, most important first.
   *
   * @param declared what captures; empty for what stands behind the source that is heard first
   */
  DriveFeed(List<SourceKind> kinds, Optional<Captures> declared, Link link) {
    this.merge = new DriveMerge(kinds.size());
    this.kinds = List.copyOf(kinds);
    this.declared = declared;
    this.link = link;
  }

  @Override
  public void datagram(int source, ByteBuffer datagram, long arrivalUs) {
    // The drive is made of what was understood.
  }

  @Override
  public void frame(int source, SourceFrame frame) {
    Captures captures = declared.orElse(kinds.get(source).captures());
    merge.take(source, frame.motion()).ifPresent(it -> link.offer(it, captures));
  }
}
