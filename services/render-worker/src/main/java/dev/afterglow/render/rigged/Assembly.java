package dev.afterglow.render.rigged;

import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.Look;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Piece;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts parts that come in files of their own onto an avatar. Its file keeps the skeleton, the gaze
 * and whatever no part replaces; a part's meshes move with the bones of the same name. All looks
 * lie in one model, so that a change of looks is a change of what is drawn and nothing else.
 */
public final class Assembly {
  /** The name of the look of a file that names none. */
  static final String DEFAULT_LOOK = "default";

  private final Model base;
  private final Map<Model, Set<Integer>> joined = new LinkedHashMap<>();
  private final Joining joining;

  /**
   * A part as it is worn.
   *
   * @param pieces what of the avatar's file, and of other parts, it takes the place of
   * @param model its file; the same one for the same part in several looks
   */
  public record Worn(Set<Piece> pieces, Model model) {
    public Worn {
      pieces = Set.copyOf(pieces);
    }
  }

  private Assembly(Model base) {
    this.base = base;
    this.joining = new Joining(base);
  }

  /**
   * Puts them together.
   *
   * @param base the avatar's own file
   * @param always what is worn in every look that has nothing else in its place
   * @param looks further looks, by their names, beside those of the file; each begins with the look
   *     that is worn at first
   * @throws FigureException where a part does not fit this skeleton, where it is to take the place
   *     of a face or a body that the file does not mark, or where two looks have one name
   */
  public static Model of(Model base, List<Worn> always, Map<String, List<Worn>> looks)
      throws FigureException {
    return always.isEmpty() && looks.isEmpty() ? base : new Assembly(base).model(always, looks);
  }

  private Model model(List<Worn> always, Map<String, List<Worn>> looks) throws FigureException {
    List<Look> out = new ArrayList<>();
    for (Look look : own()) {
      out.add(new Look(look.name(), dressed(look.meshes(), always)));
    }
    Set<Integer> first = out.getFirst().meshes();
    for (Map.Entry<String, List<Worn>> look : looks.entrySet()) {
      if (out.stream().anyMatch(it -> it.name().equals(look.getKey()))) {
        throw new FigureException("two looks of the avatar have one name");
      }
      out.add(new Look(look.getKey(), dressed(first, look.getValue())));
    }
    return joining.model(out);
  }

  /** The file's looks; a file that names none is one look of everything. */
  private List<Look> own() {
    if (!base.looks().isEmpty()) {
      return base.looks();
    }
    Set<Integer> all = new HashSet<>();
    for (int m = 0; m < base.meshes().size(); m++) {
      all.add(m);
    }
    return List.of(new Look(DEFAULT_LOOK, all));
  }

  private Set<Integer> dressed(Set<Integer> from, List<Worn> worn) throws FigureException {
    Set<Integer> out = new HashSet<>(from);
    for (Worn part : worn) {
      requireMarked(part);
      out.removeIf(
          mesh -> {
            Set<Piece> pieces = joining.pieces(mesh);
            return pieces.stream().anyMatch(part.pieces::contains);
          });
      out.addAll(meshes(part));
    }
    return out;
  }

  /** A second face before the first would be drawn without a word. */
  private void requireMarked(Worn part) throws FigureException {
    for (Piece piece : part.pieces) {
      boolean vital = piece == Piece.FACE || piece == Piece.BODY;
      if (vital && !base.pieces().containsValue(piece)) {
        throw new FigureException(
            "the avatar's file does not say which of its meshes are its " + piece);
      }
    }
  }

  private Set<Integer> meshes(Worn part) throws FigureException {
    Set<Integer> known = joined.get(part.model);
    if (known == null) {
      known = joining.join(part.model, part.pieces);
      joined.put(part.model, known);
    }
    return known;
  }
}
