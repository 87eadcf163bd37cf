package dev.afterglow.agent.source;

/** How a source's data comes. */
public enum Wire {
  /** Datagrams to a port of this machine. */
  UDP,
  /** The source calls a port of this machine. */
  TCP_ACCEPT,
  /** This machine calls the source. */
  TCP_DIAL
}
