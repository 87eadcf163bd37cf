package dev.afterglow.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.standalone.process.ChildCommand.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanGuardTest {
  private static final String DEAF = "trap '' TERM INT; sleep 600 & echo ready; wait";

  @TempDir Path folder;
  private OrphanGuard guard;

  @BeforeEach
  void start() throws Exception {
    guard = OrphanGuard.start();
  }

  @AfterEach
  void killWhatIsLeft() {
    guard.killAll();
  }

  @Test
  void shouldKillChildrenAndWhatTheyStartedWhenAllEndsAtOnce() throws Exception {
    // Given
    Child child = child("deaf", DEAF);
    ProcessHandle grandchild = onlyChildOf(child);

    // When
    guard.killAll();

    // Then
    assertThat(child.isAlive()).isFalse();
    assertThat(grandchild.onExit()).succeedsWithin(30, TimeUnit.SECONDS);
    assertThat(ProcessHandle.of(guard.pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void shouldKillTheChildWhenItDoesNotEndDuringAStoppedStart() throws Exception {
    // Given
    Child child = child("deaf", DEAF);
    ProcessHandle grandchild = onlyChildOf(child);

    // When
    guard.stopAll();

    // Then
    assertThat(child.isAlive()).isFalse();
    assertThat(child.isStopping()).isTrue();
    assertThat(grandchild.onExit()).succeedsWithin(30, TimeUnit.SECONDS);
  }

  @Test
  void shouldStartNoOtherChildWhenEverythingEnds() {
    // When
    guard.stopAll();

    // Then
    assertThatThrownBy(() -> child("late", "sleep 600")).isInstanceOf(IOException.class);
    assertThat(guard.isRefusing()).isTrue();
    assertThat(guard.children()).isEmpty();
  }

  private Child child(String name, String script) throws IOException {
    return Child.start(
        new ChildCommand(
            name,
            List.of("sh", "-c", script),
            Map.of(),
            folder,
            folder.resolve(name + ".log"),
            StopSignal.TERM,
            Duration.ofSeconds(1)),
        guard);
  }

  /** The sleep that the child has started; until then it is another program that runs there. */
  private static ProcessHandle onlyChildOf(Child child) throws Exception {
    while (child.logTail(1).isEmpty()) {
      assertThat(child.isAlive()).isTrue();
      Thread.sleep(10);
    }
    Optional<ProcessHandle> sleep =
        ProcessHandle.of(child.pid()).stream().flatMap(ProcessHandle::children).findFirst();
    return sleep.orElseThrow();
  }
}
