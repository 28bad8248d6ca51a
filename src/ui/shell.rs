//! The window: what is painted in which order, keys, drops, and the end of each frame.
//!
//! Order of painting, of Tab and of a screen reader: bar, navigation, page, status bar, notices,
//! question. Messages are dispatched at the end of the same frame, so that nothing stale is seen.

use std::{sync::Arc, time::Duration};

use egui::{CentralPanel, Context, Frame, Panel, Ui, ViewportCommand};

use crate::{
    app::{
        AppState, Command, Effect, Message, Outbox, Outside,
        logic::{self},
    },
    model::{ItemRef, SectionId},
    store::prefs::{DensityChoice, Prefs, ThemeChoice, WindowSize},
};

use super::{
    ViewCx, banner, menu_bar, modals, nav, notices,
    openers::Openers,
    parts::private,
    regions::{self, Region},
    sections::{self, Views},
    start, status_bar,
    theme::{self, Density, Tokens, size},
    widgets::locked,
};

/// The program as eframe runs it.
pub struct TrajectoryApp {
    state: AppState,
    views: Views,
    outbox: Outbox,
    /// The item whose first field takes the focus in the next frame.
    focus: Option<ItemRef>,
    /// Whether the window had the focus.
    focused: bool,
    /// What has to get the focus back.
    openers: Openers,
    /// The title that the window has.
    title: String,
}

impl TrajectoryApp {
    /// The program with everything it needs from outside, and what is asked of it at the start.
    pub fn new(ctx: &Context, outside: Outside, prefs: Prefs, first: Vec<Message>) -> Self {
        theme::install(ctx);
        ctx.options_mut(|options| {
            // Quit and zoom are commands of our own.
            options.quit_shortcuts.clear();
            options.zoom_with_keyboard = false;
            // A desktop that says nothing gets paper, not slate.
            options.fallback_theme = egui::Theme::Light;
        });
        let mut app = Self {
            state: AppState::new(outside, prefs),
            views: Views::default(),
            outbox: Outbox::default(),
            focus: None,
            focused: false,
            openers: Openers::default(),
            title: String::new(),
        };
        app.state.look_for_unsaved();
        app.state.read_notes();
        app.state.dispatch(first);
        app.apply_effects(ctx);
        app
    }

    /// The state, for tests.
    pub const fn state(&self) -> &AppState {
        &self.state
    }

    /// The state, for tests that stand in for the world outside.
    pub const fn state_mut(&mut self) -> &mut AppState {
        &mut self.state
    }

    /// What happens between frames, also for a hidden window.
    pub fn between_frames(&mut self, ctx: &Context) {
        self.state.now = Duration::from_secs_f64(ctx.input(|input| input.time).max(0.0));
        logic::logic(&mut self.state, ctx);
        self.apply_effects(ctx);
    }

    /// One frame.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.take_drops(&ctx);
        let focused = ctx.input(|input| input.focused);
        if std::mem::replace(&mut self.focused, focused) && !focused {
            self.state.flush_journal();
            self.state.keep_notes(true);
        }
        self.state.window = window_size(&ctx);
        self.openers.keep(&ctx);
        regions::keys(&ctx);
        if self.state.modal.is_none() {
            self.take_shortcuts(&ctx);
        }
        self.paint(ui);
        self.end_step(&ctx);
        let messages = self.outbox.take();
        if !messages.is_empty() {
            let here = self.state.trail.here();
            let document = self.state.document.as_ref();
            let place = document.and_then(|one| self.views.note_place(one.record(), here));
            self.state.notes.set_place(here, place);
            self.state.dispatch(messages);
            // What was asked for shows in the next frame at the latest.
            ctx.request_repaint();
        }
        self.apply_effects(&ctx);
    }

    fn paint(&mut self, ui: &mut Ui) {
        let Self {
            state,
            views,
            outbox,
            focus,
            ..
        } = self;
        let tokens = theme::tokens(ui);
        let canvas = Frame::new().fill(tokens.surface.canvas);
        Panel::top("bar")
            .exact_size(size::BAR)
            .frame(canvas)
            .show(ui, |ui| {
                regions::begin(ui, Region::Bar);
                menu_bar::ui(ui, state, outbox);
            });
        // Its place is taken first and filled last: so go the Tab key and a screen reader.
        let status = Panel::bottom("status")
            .exact_size(size::STATUS_BAR)
            .frame(canvas)
            .show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                ui.max_rect()
            })
            .inner;
        let page = Frame::new().fill(tokens.surface.page);
        let read_only = state.read_only();
        locked::set(ui, read_only.map(|why| why.reason.why_grey()));
        if let Some(why) = read_only {
            Panel::top("banner")
                .resizable(false)
                .frame(page)
                .show(ui, |ui| banner::ui(ui, why, outbox));
        }
        private::set(ui, state.notes_shown(), state.notes.take_focus());
        if let Some(since) = state.notes.since() {
            Panel::top("since")
                .resizable(false)
                .frame(page)
                .show(ui, |ui| banner::since(ui, since, outbox));
        }
        if let Some(document) = &state.document {
            views.set_clock((state.outside.clock)().time());
            let narrow = ui.ctx().content_rect().width() < size::RAIL_BELOW
                || state.trail.here().section == SectionId::Packs
                || views.runs_meeting(document.record(), state.trail.here());
            let width = if narrow { size::RAIL } else { size::NAV };
            let cx = ViewCx {
                record: document.record(),
                derived: &document.derived,
                today: state.today(),
                now: state.now,
                epoch: document.history.epoch(),
                route: state.trail.here(),
                focus: focus.take(),
                out: outbox,
            };
            Panel::left("nav")
                .resizable(false)
                .exact_size(width)
                .frame(canvas)
                .show(ui, |ui| {
                    regions::begin(ui, Region::Navigation);
                    nav::ui(ui, &cx, narrow);
                });
            CentralPanel::no_frame().frame(page).show(ui, |ui| {
                regions::begin(ui, Region::Page);
                views.packs.desk = Arc::clone(&state.packs);
                views.packs.revision = document.history.revision();
                views.packs.locked = state.read_only().map(|why| why.reason.why_grey());
                views.packs.opened = document.pack.is_some();
                views.packs.source = state.copied_from().map(|(_, version)| version);
                ui.push_id(("document", state.trail.here().section), |ui| {
                    sections::ui(ui, &cx, views);
                });
            });
        } else {
            CentralPanel::no_frame().frame(page).show(ui, |ui| {
                regions::begin(ui, Region::Page);
                start::ui(ui, state, outbox);
            });
        }
        locked::set(ui, None);
        let place = egui::UiBuilder::new().max_rect(status).id_salt("status");
        let mut status = ui.new_child(place);
        regions::begin(&status, Region::Status);
        status_bar::ui(&mut status, state, outbox);
        notices::ui(ui.ctx(), state, outbox);
        modals::ui(ui.ctx(), state, outbox, views);
    }

    fn take_drops(&self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        if let Some(path) = dropped.first().map(|file| file.path().to_owned()) {
            self.outbox.send(Message::Open(path));
        }
    }

    /// Keys of commands: those with most modifiers first; in a text field only those that say so.
    fn take_shortcuts(&self, ctx: &Context) {
        let typing = ctx.text_edit_focused();
        let running = self.state.document.as_ref().is_some_and(|document| {
            self.views
                .runs_meeting(document.record(), self.state.trail.here())
        });
        let mut shortcuts: Vec<(egui::KeyboardShortcut, Command)> = Command::all()
            .into_iter()
            .flat_map(|command| {
                command
                    .shortcuts()
                    .into_iter()
                    .map(move |keys| (keys, command))
            })
            .collect();
        shortcuts.sort_by_key(|(keys, _)| {
            let held = keys.modifiers;
            std::cmp::Reverse(
                [held.shift, held.alt, held.command]
                    .into_iter()
                    .filter(|on| *on)
                    .count(),
            )
        });
        for (keys, command) in shortcuts {
            // A live meeting walks its own agenda.
            if running && matches!(command, Command::NextItem | Command::PreviousItem) {
                continue;
            }
            if (!typing || command.while_typing())
                && ctx.input_mut(|input| input.consume_shortcut(&keys))
            {
                self.outbox.run(command);
            }
        }
    }

    /// Ends the open step of undo once the gesture that fed it is over.
    fn end_step(&self, ctx: &Context) {
        let open = self
            .state
            .document
            .as_ref()
            .is_some_and(|d| d.history.has_open_step());
        let busy = ctx.text_edit_focused() || ctx.input(|input| input.pointer.any_down());
        if open && !busy {
            self.outbox.send(Message::EndStep);
        }
    }

    fn apply_effects(&mut self, ctx: &Context) {
        for effect in std::mem::take(&mut self.state.effects) {
            match effect {
                Effect::CloseWindow => ctx.send_viewport_cmd(ViewportCommand::Close),
                Effect::Copy(text) => ctx.copy_text(text),
                Effect::ApplyPrefs => apply_prefs(ctx, &self.state.prefs),
                Effect::Focus(item) => {
                    self.focus = Some(item);
                    ctx.request_repaint();
                }
                Effect::RunMeeting(id) => {
                    self.views.run_meeting(id);
                    ctx.request_repaint();
                }
                Effect::Title => {}
            }
        }
        let title = self.state.window_title();
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// The size of the window in points at zoom 100 %, where the desktop tells.
fn window_size(ctx: &Context) -> Option<WindowSize> {
    let inner = ctx.input(|input| input.viewport().inner_rect)?;
    let scale = ctx.zoom_factor();
    let whole = |points: f32| (points * scale).round().clamp(0.0, 20_000.0);
    Some(WindowSize {
        width: whole(inner.width()),
        height: whole(inner.height()),
    })
}

fn apply_prefs(ctx: &Context, prefs: &Prefs) {
    ctx.set_theme(match prefs.theme {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    });
    theme::set_density(
        ctx,
        match prefs.density {
            DensityChoice::Comfortable => Density::Comfortable,
            DensityChoice::Compact => Density::Compact,
        },
    );
    ctx.set_zoom_factor(f32::from(prefs.zoom_percent) / 100.0);
}

impl eframe::App for TrajectoryApp {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.between_frames(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        let theme = if visuals.dark_mode {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        };
        Tokens::of(theme).surface.page.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.state.remember_window();
        self.state.end_keeping();
        self.state.end_notes();
        self.state.outside.jobs.finish();
    }
}
