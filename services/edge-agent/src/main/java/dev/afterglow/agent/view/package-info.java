/** What the presenter sees in the terminal. */
@NullMarked
package dev.afterglow.agent.view;

import org.jspecify.annotations.NullMarked;
