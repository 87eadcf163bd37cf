package dev.afterglow.commerce.report;

import java.util.List;

/**
 * A report before it is a page: what stands in it, in the order in which it is read.
 *
 * @param language BCP 47
 * @param title its title
 * @param subtitle when the show was, and of which room
 * @param blocks what stands in it
 */
public record Report(String language, String title, String subtitle, List<Block> blocks) {
  public Report {
    blocks = List.copyOf(blocks);
  }

  /** A piece of the page. */
  public sealed interface Block {}

  /** Begins a part. */
  public record Heading(String text) implements Block {}

  /** A paragraph. */
  public record Paragraph(String text) implements Block {}

  /** Small print. */
  public record Note(String text) implements Block {}

  /** Figures side by side. */
  public record Tiles(List<Tile> tiles) implements Block {
    public Tiles {
      tiles = List.copyOf(tiles);
    }
  }

  /**
   * A figure.
   *
   * @param note what it is of; may be empty
   */
  public record Tile(String name, String value, String note) {}

  /** What is said point by point. */
  public record Points(List<Point> points) implements Block {
    public Points {
      points = List.copyOf(points);
    }
  }

  /**
   * A point.
   *
   * @param tag what sort of statement it is, in a word or two
   * @param tone how the tag looks
   * @param text it
   */
  public record Point(String tag, Tone tone, String text) {}

  /** What a statement is worth. */
  public enum Tone {
    /** Counted. */
    FACT,
    /** Came together; nobody has shown more. */
    HYPOTHESIS,
    /** Shown in randomised slots. */
    SHOWN,
    /** To be looked after. */
    WARNING
  }

  /**
   * Rows below a head; the first column is text, the others are figures.
   *
   * @param isSum whether the last row is what the others come to
   */
  public record Table(List<String> head, List<List<String>> rows, boolean isSum) implements Block {
    public Table {
      head = List.copyOf(head);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /**
   * A curve over the show.
   *
   * @param title what it is
   * @param values one a point, from left to right, never negative
   * @param top what the highest value is called
   * @param marks times along the foot
   * @param peaks stretches to shade
   * @param bands stretches with a name, along the foot; may be none
   */
  public record Chart(
      String title,
      List<Double> values,
      String top,
      List<Mark> marks,
      List<Band> peaks,
      List<Band> bands)
      implements Block {
    public Chart {
      values = List.copyOf(values);
      marks = List.copyOf(marks);
      peaks = List.copyOf(peaks);
      bands = List.copyOf(bands);
    }
  }

  /**
   * A place along the foot.
   *
   * @param at 0 = left end, 1 = right end
   */
  public record Mark(double at, String text) {}

  /**
   * A stretch.
   *
   * @param from 0 = left end, 1 = right end
   * @param to where it ends, not before it begins
   */
  public record Band(double from, double to, String text) {}
}
