// The timeline of the schedule as an element of the staff's pages: data come in, what
// is picked and what is to be moved goes out.
import { timeline } from "mingbai-timeline";

export default {
  template: `
    <section class="tl-host">
      <div class="tl" ref="host" tabindex="0" role="application" aria-label="排期图"
        aria-describedby="tl-help"></div>
      <p id="tl-help" class="unseen">方向键在各条之间走，回车看详情，加号减号缩放，
        Home 回到今天，空格展开一组，Esc 放弃没有确认的改动。</p>
      <p ref="voice" class="unseen" aria-live="polite" role="status"></p>
    </section>`,
  props: { address: String },
  async mounted() {
    const emit = (name, told) => this.$emit(name, told);
    const answer = await fetch(this.address).catch(() => null);
    if (!answer || !answer.ok) {
      this.$refs.host.textContent = "排期没有取到，没有改动任何东西。请刷新这一页。";
      this.$refs.host.classList.add("tl-failed");
      return;
    }
    const data = await answer.json();
    this.board = timeline(this.$refs.host, this.$refs.voice, data, emit);
  },
  methods: {
    take(data) {
      this.board?.take(data);
    },
    show(key, first, last) {
      this.board?.show(key, first, last);
    },
    forget() {
      this.board?.forget();
    },
  },
};
