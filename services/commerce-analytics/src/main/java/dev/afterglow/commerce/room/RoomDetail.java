package dev.afterglow.commerce.room;

import java.util.List;

/**
 * The figures of a room that come by windows and minutes.
 *
 * @param total of all the room
 * @param last of the ten whole minutes before the minute read in
 * @param before of the ten whole minutes before those
 * @param watch how watch times spread
 * @param explained what explaining did, by product
 * @param questions what is worth answering, best first
 * @param curve the last 60 minutes and the one read in, where anything was counted
 * @param words the words of the last ten whole minutes, most used first, and how often the ten
 *     before used them; at most 20
 * @param looks which look and layout of the presenter showed when
 */
public record RoomDetail(
    Basis total,
    Basis last,
    Basis before,
    WatchSpread watch,
    List<ExplainFigures> explained,
    List<OpenQuestion> questions,
    List<MinuteFigures> curve,
    LookFigures looks,
    List<WordTrend> words) {
  public RoomDetail {
    explained = List.copyOf(explained);
    questions = List.copyOf(questions);
    curve = List.copyOf(curve);
    words = List.copyOf(words);
  }
}
