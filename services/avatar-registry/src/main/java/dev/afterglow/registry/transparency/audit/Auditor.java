package dev.afterglow.registry.transparency.audit;

import dev.afterglow.registry.transparency.Checkpoint;
import dev.afterglow.registry.transparency.EntryBundle;
import dev.afterglow.registry.transparency.Frontier;
import dev.afterglow.registry.transparency.Hash;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.Leaf;
import dev.afterglow.registry.transparency.LogFiles;
import dev.afterglow.registry.transparency.NoteVerifier;
import dev.afterglow.registry.transparency.Stamp;
import dev.afterglow.registry.transparency.StampJudge;
import dev.afterglow.registry.transparency.Tile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a log from its first entry to its head and believes nothing but the key: the head's
 * signature, every entry's form, every hash of every tile, the root, that nothing is missing and
 * nothing is there besides, and that what happened to each thing could have happened in that order.
 */
public final class Auditor {
  private static final int MOST_FAULTS = 100;

  private final LogFiles files;
  private final NoteVerifier key;
  private final List<String> earlier;
  private final Optional<StampJudge> judge;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Kind> things = new HashMap<>();
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final SortedMap<Long, Optional<Instant>> stamps = new TreeMap<>();
  private final Frontier frontier = new Frontier();

  /**
   * An auditor of a log.
   *
   * @param key the log's, from somewhere else than the log
   * @param earlier heads kept from before, as signed notes: the log must have grown from each
   */
  public Auditor(LogFiles files, NoteVerifier key, List<String> earlier) {
    this(files, key, earlier, Optional.empty());
  }

  /**
   * An auditor that looks at timestamps, too.
   *
   * @param judge knows the time-stamping authority; without one, the heads that were stamped are
   *     audited and their tokens are not
   */
  public Auditor(
      LogFiles files, NoteVerifier key, List<String> earlier, Optional<StampJudge> judge) {
    this.files = files;
    this.key = key;
    this.earlier = List.copyOf(earlier);
    this.judge = judge;
  }

  /**
   * What an audit found.
   *
   * @param head the head, where it is signed by the key
   * @param faults everything wrong, 100 at most; empty means that the log is whole
   * @param things how many things it tells of
   * @param counts how many entries of each kind
   * @param stamps how many entries the head of each timestamp covers, and when it was there at the
   *     latest; empty times where nobody judged
   */
  public record Report(
      Optional<Checkpoint> head,
      List<String> faults,
      int things,
      Map<Kind, Long> counts,
      SortedMap<Long, Optional<Instant>> stamps) {
    /** Whether nothing is wrong. */
    public boolean whole() {
      return head.isPresent() && faults.isEmpty();
    }
  }

  /** Audits. */
  public Report audit() throws IOException {
    Optional<Checkpoint> head = head();
    if (head.isPresent()) {
      try {
        replay(head.get());
      } catch (IllegalArgumentException e) {
        fault("the log cannot be read on: " + e.getMessage());
      }
      strangers(head.get().size());
    }
    return new Report(head, List.copyOf(faults), things.size(), Map.copyOf(counts), stamps);
  }

  private Optional<Checkpoint> head() throws IOException {
    Optional<byte[]> note = files.read(LogFiles.CHECKPOINT);
    if (note.isEmpty()) {
      fault("there is no checkpoint");
      return Optional.empty();
    }
    return opened(note.get(), "the checkpoint");
  }

  private Optional<Checkpoint> opened(byte[] note, String what) {
    String text = new String(note, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), note)) {
      fault(what + " is no UTF-8");
      return Optional.empty();
    }
    try {
      Checkpoint head = Checkpoint.parse(key.open(text));
      if (!head.origin().equals(key.name())) {
        fault(what + " is of another log");
        return Optional.empty();
      }
      return Optional.of(head);
    } catch (IllegalArgumentException e) {
      fault(what + " is not signed by the key, or is none: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void replay(Checkpoint head) throws IOException {
    Map<Long, List<Checkpoint>> marks = marks(head);
    check(marks);
    List<Hash> level = new ArrayList<>();
    for (Tile bundle : tiles(Tile.ENTRIES, head.size())) {
      List<Hash> leaves = new ArrayList<>();
      for (byte[] entry : entries(bundle)) {
        Hash leaf = Hash.leaf(entry);
        leaves.add(leaf);
        frontier.add(leaf);
        happened(entry);
        check(marks);
      }
      compare(new Tile(0, bundle.index(), bundle.width()), leaves);
      if (!bundle.partial()) {
        level.add(Hash.root(leaves));
      }
    }
    above(level);
    if (frontier.size() != head.size() || !frontier.root().equals(head.root())) {
      fault("the entries do not hash to the checkpoint's root");
    }
  }

  /** Levels above the leaves, each from the full tiles of the one below. */
  private void above(List<Hash> fromBelow) throws IOException {
    List<Hash> level = fromBelow;
    for (int number = 1; !level.isEmpty(); number++) {
      List<Hash> next = new ArrayList<>();
      for (int from = 0; from < level.size(); from += Tile.WIDTH) {
        List<Hash> hashes = level.subList(from, Math.min(level.size(), from + Tile.WIDTH));
        compare(new Tile(number, from / Tile.WIDTH, hashes.size()), hashes);
        if (hashes.size() == Tile.WIDTH) {
          next.add(Hash.root(hashes));
        }
      }
      level = next;
    }
  }

  private static List<Tile> tiles(int level, long size) {
    return Tile.of(size).stream().filter(tile -> tile.level() == level).toList();
  }

  private List<byte[]> entries(Tile bundle) throws IOException {
    Optional<byte[]> bytes = files.read(bundle.path());
    if (bytes.isEmpty()) {
      fault(bundle.path() + " is missing");
      throw new IllegalArgumentException("entries are missing");
    }
    List<byte[]> entries = EntryBundle.entries(bytes.get());
    if (entries.size() != bundle.width()) {
      fault(bundle.path() + " has " + entries.size() + " entries");
    }
    return entries;
  }

  private void compare(Tile tile, List<Hash> hashes) throws IOException {
    Optional<byte[]> bytes = files.read(tile.path());
    if (bytes.isEmpty()) {
      fault(tile.path() + " is missing");
    } else if (!Arrays.equals(bytes.get(), concatenated(hashes))) {
      fault(tile.path() + " has other hashes than what it stands for");
    }
  }

  private static byte[] concatenated(List<Hash> hashes) {
    byte[] bytes = new byte[hashes.size() * Hash.BYTES];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i).bytes(), 0, bytes, i * Hash.BYTES, Hash.BYTES);
    }
    return bytes;
  }

  private void happened(byte[] entry) {
    long index = frontier.size() - 1;
    Leaf leaf;
    try {
      leaf = Leaf.read(entry);
    } catch (IllegalArgumentException e) {
      fault("entry " + index + " is no leaf");
      return;
    }
    counts.merge(leaf.kind(), 1L, Long::sum);
    Kind before = things.put(HexFormat.of().formatHex(leaf.tag()), leaf.kind());
    boolean possible = before == null ? leaf.kind().opens() : before.leadsTo(leaf.kind());
    if (!possible) {
      fault(
          "entry %d is %s after %s"
              .formatted(index, leaf.kind().word(), before == null ? "nothing" : before.word()));
    }
  }

  private Map<Long, List<Checkpoint>> marks(Checkpoint head) throws IOException {
    Map<Long, List<Checkpoint>> marks = new HashMap<>();
    List<Checkpoint> kept = new ArrayList<>(stamped());
    for (String note : earlier) {
      opened(note.getBytes(StandardCharsets.UTF_8), "an earlier checkpoint").ifPresent(kept::add);
    }
    for (Checkpoint mark : kept) {
      if (mark.size() > head.size()) {
        fault("the log has shrunk from " + mark.size() + " to " + head.size());
      } else {
        marks.computeIfAbsent(mark.size(), _ -> new ArrayList<>()).add(mark);
      }
    }
    return marks;
  }

  /** The heads that were stamped: the log must have grown from each of them, too. */
  private List<Checkpoint> stamped() throws IOException {
    List<Checkpoint> heads = new ArrayList<>();
    Set<Stamp> found = new HashSet<>();
    files.paths().forEach(path -> Stamp.of(path).ifPresent(found::add));
    for (Stamp stamp : found) {
      Optional<byte[]> note = files.read(stamp.note());
      if (note.isEmpty()) {
        fault(stamp.note() + " is missing");
        continue;
      }
      Optional<Checkpoint> head = opened(note.get(), stamp.note());
      if (head.isPresent() && head.get().size() != stamp.size()) {
        fault(stamp.note() + " is of another size");
      } else if (head.isPresent()) {
        heads.add(head.get());
        judge(stamp, note.get());
      }
    }
    return heads;
  }

  /** A head without a token is one whose stamping was cut short. */
  private void judge(Stamp stamp, byte[] note) throws IOException {
    Optional<byte[]> token = files.read(stamp.token());
    if (token.isEmpty()) {
      return;
    }
    try {
      stamps.put(stamp.size(), judge.map(it -> it.time(note, token.get())));
    } catch (IllegalArgumentException e) {
      fault(stamp.token() + " proves nothing: " + e.getMessage());
    }
  }

  private void check(Map<Long, List<Checkpoint>> marks) {
    for (Checkpoint mark : marks.getOrDefault(frontier.size(), List.of())) {
      if (!mark.root().equals(frontier.root())) {
        fault("the log was another one when it had " + mark.size() + " entries");
      }
    }
  }

  /** Files that no tree of this size has; partial tiles of earlier sizes must begin the later. */
  private void strangers(long size) throws IOException {
    Set<String> expected = new TreeSet<>(Set.of(LogFiles.CHECKPOINT));
    Map<String, Tile> places = new HashMap<>();
    for (Tile tile : Tile.of(size)) {
      expected.add(tile.path());
      places.put(tile.full().path(), tile);
    }
    for (String path : files.paths()) {
      if (!expected.contains(path) && Stamp.of(path).isEmpty() && !beginning(path, places)) {
        fault(path + " is none of the log's files, or says something else");
      }
    }
  }

  private boolean beginning(String path, Map<String, Tile> places) throws IOException {
    int mark = path.indexOf(".p/");
    Tile place = mark < 0 ? null : places.get(path.substring(0, mark));
    if (place == null) {
      return false;
    }
    byte[] part = files.read(path).orElse(new byte[0]);
    byte[] whole = files.read(place.path()).orElse(new byte[0]);
    return new Tile(place.level(), place.index(), width(path.substring(mark + 3)))
            .path()
            .equals(path)
        && part.length > 0
        && part.length <= whole.length
        && Arrays.equals(part, 0, part.length, whole, 0, part.length);
  }

  private static int width(String digits) {
    return digits.matches("[1-9][0-9]{0,2}") ? Math.min(Integer.parseInt(digits), Tile.WIDTH) : 1;
  }

  private void fault(String text) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(text);
    }
  }
}
