package dev.afterglow.standalone.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends every child when the supervisor dies without a word, as it does under {@code kill -9}.
 *
 * <p>The guard is one small shell process that reads the supervisor's pipe. Each child is written
 * to the pipe before it may run. When the pipe closes without the closing word, the supervisor is
 * gone, and the guard asks the children to end, waits, and kills what is left. It lives in a
 * session of its own and ignores the terminal's signals, so Ctrl-C does not reach it.
 */
public final class OrphanGuard implements AutoCloseable {
  /** Longer than any child's orderly end, short enough that a person does not notice it. */
  private static final int GRACE_S = 8;

  private static final int KILL_WAIT_S = 5;

  /** Kafka, for one, does not end while it starts. */
  private static final int UNBORN_GRACE_S = 5;

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      list=''
      while read -r word signal pid; do
        case "$word" in
          add) list="$list $signal:$pid" ;;
          drop)
            kept=''
            for entry in $list; do
              [ "${entry#*:}" = "$pid" ] || kept="$kept $entry"
            done
            list=$kept ;;
          done) exit 0 ;;
        esac
      done
      for entry in $list; do kill -"${entry%%:*}" "${entry#*:}" 2>/dev/null; done
      waited=0
      while [ "$waited" -lt GRACE ]; do
        alive=''
        for entry in $list; do
          kill -0 "${entry#*:}" 2>/dev/null && alive="$alive $entry"
        done
        list=$alive
        [ -z "$list" ] && exit 0
        sleep 1
        waited=$((waited + 1))
      done
      for entry in $list; do kill -KILL "${entry#*:}" 2>/dev/null; done
      """;

  private final Process shell;
  private final OutputStream pipe;
  private final List<Child> living = new ArrayList<>();
  private boolean refusing;

  private OrphanGuard(Process shell) {
    this.shell = shell;
    this.pipe = shell.getOutputStream();
  }

  /** Starts the guard; it costs about a megabyte. */
  public static OrphanGuard start() throws IOException {
    List<String> command =
        Session.detached(
            List.of(
                "sh", "-c", SCRIPT.replace("GRACE", Integer.toString(GRACE_S)), "afterglow-guard"));
    Process shell =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new OrphanGuard(shell);
  }

  /** The guard's own process id. */
  public long pid() {
    return shell.pid();
  }

  /** The children that run, in the order of their starts: what a stop must not forget. */
  public synchronized List<Child> children() {
    return List.copyOf(living);
  }

  /**
   * Stops a start half-way: lets no other child begin, asks those that have begun to end, and kills
   * what has not done so within {@value #UNBORN_GRACE_S} s. Nothing of theirs was acknowledged yet.
   */
  public void stopAll() {
    refuseMore();
    List<Child> begun = children();
    begun.forEach(Child::askToStop);
    awaitAll(begun, UNBORN_GRACE_S);
    kill(begun);
  }

  private synchronized void refuseMore() {
    refusing = true;
  }

  /** Whether no other child may begin. */
  public synchronized boolean isRefusing() {
    return refusing;
  }

  /** {@code kill -9} for every child and all that it has started, with no order and no farewell. */
  public void killAll() {
    refuseMore();
    kill(children());
    close();
  }

  private static void kill(List<Child> doomed) {
    doomed.stream()
        .flatMap(Child::withDescendants)
        .toList()
        .forEach(ProcessHandle::destroyForcibly);
    // Only for our own: what they had started is dead too, but its new parent may be slow to say
    // so.
    awaitAll(doomed, KILL_WAIT_S);
  }

  private static void awaitAll(List<Child> children, int limitS) {
    CompletableFuture.allOf(children.stream().map(Child::exited).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, limitS, TimeUnit.SECONDS)
        .join();
  }

  synchronized void add(Child child, ChildCommand.StopSignal signal) throws IOException {
    if (refusing) {
      throw new IOException("no process is started while everything ends");
    }
    say("add " + signal + " " + child.pid());
    living.add(child);
  }

  synchronized void drop(Child child) {
    living.remove(child);
    try {
      say("drop - " + child.pid());
    } catch (IOException guardGone) {
      // Nothing is lost: the child that would have been dropped has ended already.
      return;
    }
  }

  private void say(String line) throws IOException {
    pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    pipe.flush();
  }

  /** Tells the guard that all children have been stopped in order, and waits for it to leave. */
  @Override
  public synchronized void close() {
    try {
      say("done - -");
      pipe.close();
    } catch (IOException guardGone) {
      shell.destroyForcibly();
    }
    try {
      if (!shell.waitFor(2, TimeUnit.SECONDS)) {
        shell.destroyForcibly();
      }
    } catch (InterruptedException e) {
      shell.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
