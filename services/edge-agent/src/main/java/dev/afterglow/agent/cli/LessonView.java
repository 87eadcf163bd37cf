package dev.afterglow.agent.cli;

import dev.afterglow.agent.upstream.LessonStep;
import dev.afterglow.agent.upstream.Link;
import dev.afterglow.agent.upstream.LinkReading;
import dev.afterglow.agent.upstream.LinkState;
import dev.afterglow.agent.view.StatusView;
import java.util.Optional;

/** A lesson in digits on the terminal: begun once the drive is open and a voice is heard. */
final class LessonView {
  private final StatusView view;
  private boolean wanted;
  private int shown;

  /**
   * A lesson that was not begun.
   *
   * @param wanted whether one is wanted at all
   */
  LessonView(boolean wanted, StatusView view) {
    this.wanted = wanted;
    this.view = view;
  }

  /** Begins the lesson when it is time, and shows its newest step. */
  void look(Link up) {
    LinkReading reading = up.reading();
    if (wanted && reading.state() instanceof LinkState.Open && reading.voicePackets() > 0) {
      wanted = false;
      up.teach();
    }
    Optional<LessonStep> step = reading.lesson().filter(it -> it.number() != shown);
    if (step.isPresent()) {
      shown = step.get().number();
      view.say(step.get().line());
    }
  }
}
